package gg.jte.generated.ondemand.layout;
@SuppressWarnings("unchecked")
public final class JtenavGenerated {
	public static final String JTE_NAME = "layout/nav.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,3,3,4,4,5,5,6,6,7,7,8,8,9,9,10,10,11,11,12,12,13,13,14,14,14,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String active) {
		if (ui.actor() != null) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/home", ui.t("platform.nav.home"), "home", active.equals("home"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/courses", ui.t("platform.nav.courses"), "book", active.equals("courses"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/programs", ui.t("platform.nav.learning"), "play", active.equals("programs") || active.equals("learn"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/me", ui.t("platform.nav.mine"), "person", active.equals("me"));
			jteOutput.writeContent("\n");
		} else {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/", ui.t("platform.nav.home"), "home", active.equals("front"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/courses", ui.t("platform.nav.courses"), "book", active.equals("courses"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/programs", ui.t("platform.nav.programs"), "play", active.equals("programs"));
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.layout.JtelinkGenerated.render(jteOutput, jteHtmlInterceptor, "/verification", ui.t("platform.nav.verification"), "certificate", active.equals("verification"));
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String active = (String)params.get("active");
		render(jteOutput, jteHtmlInterceptor, ui, active);
	}
}
