package gg.jte.generated.ondemand.layout;
@SuppressWarnings("unchecked")
public final class JteheadGenerated {
	public static final String JTE_NAME = "layout/head.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,5,5,5,5,5,5,5,9,9,9,9,9,9,9,9,9,10,10,10,10,10,10,10,10,10,11,11,11,11,11,11,11,11,11,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,13,13,14,14,14,14,14,14,14,14,14,15,15,17,17,17,0,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String title, String script) {
		jteOutput.writeContent("<head>\n<meta charset=\"utf-8\">\n<title>");
		jteOutput.setContext("title", null);
		jteOutput.writeUserContent(title);
		jteOutput.writeContent(" · ");
		jteOutput.setContext("title", null);
		jteOutput.writeUserContent(ui.t("platform.name"));
		jteOutput.writeContent("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"theme-color\" content=\"#1f3a5f\">\n<link rel=\"icon\" type=\"image/svg+xml\"");
		var __jte_html_attribute_0 = ui.asset("favicon.svg");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_1 = ui.asset("bootstrap.min.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_2 = ui.asset("app.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<script");
		var __jte_html_attribute_3 = ui.asset("app.js");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" src=\"");
			jteOutput.setContext("script", "src");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("script", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_4 = ui.asset("htmx.min.js");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
			jteOutput.writeContent(" data-htmx=\"");
			jteOutput.setContext("script", "data-htmx");
			jteOutput.writeUserContent(__jte_html_attribute_4);
			jteOutput.setContext("script", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" defer></script>\n");
		if (script != null) {
			jteOutput.writeContent("\n<script");
			var __jte_html_attribute_5 = ui.asset(script);
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
				jteOutput.writeContent(" src=\"");
				jteOutput.setContext("script", "src");
				jteOutput.writeUserContent(__jte_html_attribute_5);
				jteOutput.setContext("script", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(" defer></script>\n");
		}
		jteOutput.writeContent("\n</head>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String title = (String)params.get("title");
		String script = (String)params.getOrDefault("script", null);
		render(jteOutput, jteHtmlInterceptor, ui, title, script);
	}
}
