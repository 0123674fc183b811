# Settings of the Jupyter Server that Binder starts: Voila runs inside it as an extension, and ours answers for the
# pages of our own notebooks. Nothing else of the server is touched.
c = get_config()
c.ServerApp.jpserver_extensions = {"kakao_whatif.dashboards.voila.extension": True}
