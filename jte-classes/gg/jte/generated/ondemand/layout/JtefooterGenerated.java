package gg.jte.generated.ondemand.layout;
@SuppressWarnings("unchecked")
public final class JtefooterGenerated {
	public static final String JTE_NAME = "layout/footer.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,0,1,1,1,1};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, boolean wide) {
		jteOutput.writeContent("<footer class=\"site-footer\"><div class=\"shell ");
		jteOutput.setContext("div", "class");
		jteOutput.writeUserContent(wide ? "shell-wide" : "");
		jteOutput.setContext("div", null);
		jteOutput.writeContent("\"><p>");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(ui.t("platform.name"));
		jteOutput.writeContent(" · ");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(ui.t("platform.tagline"));
		jteOutput.writeContent("</p><p><a href=\"/programs\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("platform.nav.programs"));
		jteOutput.writeContent("</a> · <a href=\"/notices\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("platform.nav.notices"));
		jteOutput.writeContent("</a> · <a href=\"/help\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("platform.nav.help"));
		jteOutput.writeContent("</a> · <a href=\"/verification\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("platform.nav.verification"));
		jteOutput.writeContent("</a> · ");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(ui.t("platform.as-of"));
		jteOutput.writeContent(" <time");
		var __jte_html_attribute_0 = org.xingtan.platform.web.Dates.rfc3339(ui.now());
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" datetime=\"");
			jteOutput.setContext("time", "datetime");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("time", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		jteOutput.setContext("time", null);
		jteOutput.writeUserContent(ui.minute(ui.now()));
		jteOutput.writeContent("</time></p></div></footer>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		boolean wide = (boolean)params.getOrDefault("wide", false);
		render(jteOutput, jteHtmlInterceptor, ui, wide);
	}
}
