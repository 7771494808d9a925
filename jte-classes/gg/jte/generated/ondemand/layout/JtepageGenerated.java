package gg.jte.generated.ondemand.layout;
import gg.jte.Content;
import org.xingtan.platform.web.Places;
@SuppressWarnings("unchecked")
public final class JtepageGenerated {
	public static final String JTE_NAME = "layout/page.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,9,9,11,11,11,11,11,11,11,11,11,11,11,11,11,11,11,11,11,12,12,13,13,13,13,14,14,14,15,15,15,15,16,16,16,16,16,16,16,16,16,16,16,16,16,16,17,17,17,17,17,17,17,17,17,17,17,18,18,21,21,21,23,23,24,24,24,24,24,24,24,24,24,24,24,27,27,27,3,4,5,6,7,8,8,8,8};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String title, Content content, String active, String script, boolean wide) {
		String place = active == null ? Places.of(ui.path()) : active;
		jteOutput.writeContent("\n<!DOCTYPE html>\n<html");
		var __jte_html_attribute_0 = ui.lang();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" lang=\"");
			jteOutput.setContext("html", "lang");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("html", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = ui.largeType() ? "large" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" data-type=\"");
			jteOutput.setContext("html", "data-type");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("html", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n");
		gg.jte.generated.ondemand.layout.JteheadGenerated.render(jteOutput, jteHtmlInterceptor, ui, title, script);
		jteOutput.writeContent("\n<body class=\"shell-teacher ");
		jteOutput.setContext("body", "class");
		jteOutput.writeUserContent(wide ? "is-wide" : "");
		jteOutput.setContext("body", null);
		jteOutput.writeContent("\">\n<a class=\"skip\" href=\"#main\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("platform.skip"));
		jteOutput.writeContent("</a>\n<header class=\"site-header\"><div class=\"shell ");
		jteOutput.setContext("div", "class");
		jteOutput.writeUserContent(wide ? "shell-wide" : "");
		jteOutput.setContext("div", null);
		jteOutput.writeContent(" site-header-row\">\n<a class=\"brand\"");
		var __jte_html_attribute_2 = ui.actor() == null ? "/" : "/home";
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("a", "href");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.components.JtelogoGenerated.render(jteOutput, jteHtmlInterceptor);
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(ui.t("platform.name"));
		jteOutput.writeContent("</span></a>\n<nav class=\"site-nav\"");
		var __jte_html_attribute_3 = ui.t("platform.nav");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("nav", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.layout.JtenavGenerated.render(jteOutput, jteHtmlInterceptor, ui, place);
		jteOutput.writeContent("</nav>\n");
		gg.jte.generated.ondemand.layout.JtetoolsGenerated.render(jteOutput, jteHtmlInterceptor, ui);
		jteOutput.writeContent("\n</div></header>\n<main id=\"main\" class=\"shell\" tabindex=\"-1\"><div id=\"messages\" class=\"messages\" aria-live=\"polite\"></div>\n");
		jteOutput.setContext("main", null);
		jteOutput.writeUserContent(content);
		jteOutput.writeContent("\n</main>\n");
		gg.jte.generated.ondemand.layout.JtefooterGenerated.render(jteOutput, jteHtmlInterceptor, ui, wide);
		jteOutput.writeContent("\n<nav class=\"bottom-bar\"");
		var __jte_html_attribute_4 = ui.t("platform.nav.bottom");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("nav", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_4);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.layout.JtenavGenerated.render(jteOutput, jteHtmlInterceptor, ui, place);
		jteOutput.writeContent("</nav>\n</body>\n</html>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String title = (String)params.get("title");
		Content content = (Content)params.get("content");
		String active = (String)params.getOrDefault("active", null);
		String script = (String)params.getOrDefault("script", null);
		boolean wide = (boolean)params.getOrDefault("wide", false);
		render(jteOutput, jteHtmlInterceptor, ui, title, content, active, script, wide);
	}
}
