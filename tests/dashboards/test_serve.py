from kakao_whatif.dashboards.serve import notebooks_folder, page_address


def test_the_notebooks_are_found() -> None:
    assert (notebooks_folder() / "blackout.ipynb").is_file()


def test_an_address_is_quoted_and_keeps_its_query() -> None:
    root = "http://127.0.0.1:8866/user/x/"
    assert page_address(root, "two words.ipynb") == root + "voila/render/two%20words.ipynb"
    assert (
        page_address(root, "blackout.ipynb", "lose=pangyo")
        == root + "voila/render/blackout.ipynb?lose=pangyo"
    )
