package gg.jte.generated.ondemand.layout;
@SuppressWarnings("unchecked")
public final class JtetoolsGenerated {
	public static final String JTE_NAME = "layout/tools.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,3,3,3,4,4,4,4,4,4,4,4,4,5,5,5,5,5,5,5,5,5,5,5,5,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,8,8,9,9,10,10,11,11,11,11,11,12,12,13,13,13,14,14,16,16,18,18,18,18,18,20,20,21,21,21,22,22,23,23,23,24,24,24,25,25,26,26,26,27,27,27,28,28,29,29,29,29,29,32,32,33,33,33,34,34,35,35,35,1,1,1,1};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui) {
		jteOutput.writeContent("<form class=\"tools\" method=\"post\" action=\"/preferences\" data-here>\n");
		gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
		jteOutput.writeContent("\n<input type=\"hidden\" name=\"next\"");
		var __jte_html_attribute_0 = ui.path();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" value=\"");
			jteOutput.setContext("input", "value");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<button class=\"tool\" name=\"type\"");
		var __jte_html_attribute_1 = ui.largeType() ? "normal" : "large";
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" value=\"");
			jteOutput.setContext("button", "value");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		jteOutput.setContext("button", null);
		jteOutput.writeUserContent(ui.t(ui.largeType() ? "platform.type.normal" : "platform.type.large"));
		jteOutput.writeContent("</button>\n<button class=\"tool\" name=\"lang\"");
		var __jte_html_attribute_2 = ui.chinese() ? "en" : "zh-CN";
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" value=\"");
			jteOutput.setContext("button", "value");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_3 = ui.chinese() ? "en" : "zh-CN";
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" lang=\"");
			jteOutput.setContext("button", "lang");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		jteOutput.setContext("button", null);
		jteOutput.writeUserContent(ui.chinese() ? "English" : "中文");
		jteOutput.writeContent("</button>\n</form>\n");
		if (ui.actor() != null) {
			jteOutput.writeContent("\n");
			if (ui.actor().mustChangePassword() == false) {
				jteOutput.writeContent("\n");
				var unread = ui.unread().getAsInt();
				jteOutput.writeContent("\n<a class=\"tool tool-messages\" href=\"/me/messages\">");
				gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "bell");
				jteOutput.writeContent("<span class=\"visually-hidden\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("platform.nav.messages", unread));
				jteOutput.writeContent("</span>\n");
				if (unread > 0) {
					jteOutput.writeContent("\n<span class=\"count\" aria-hidden=\"true\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(unread > 99 ? "99+" : Integer.toString(unread));
					jteOutput.writeContent("</span>\n");
				}
				jteOutput.writeContent("\n</a>\n");
			}
			jteOutput.writeContent("\n<details class=\"menu\">\n<summary class=\"tool\">");
			gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "person");
			jteOutput.writeContent("<span class=\"menu-name\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.actor().personName());
			jteOutput.writeContent("</span></summary>\n<div class=\"menu-list\">\n");
			if (ui.actor().mustChangePassword() == false) {
				jteOutput.writeContent("\n<a href=\"/me\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("platform.nav.me"));
				jteOutput.writeContent("</a>\n");
				if (ui.console()) {
					jteOutput.writeContent("\n<a href=\"/console\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t("platform.nav.console"));
					jteOutput.writeContent("</a>\n<a href=\"/home\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t("platform.nav.teacher"));
					jteOutput.writeContent("</a>\n");
				}
				jteOutput.writeContent("\n<a href=\"/sign-ins\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("platform.nav.sign-ins"));
				jteOutput.writeContent("</a>\n<a href=\"/password\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("platform.nav.password"));
				jteOutput.writeContent("</a>\n");
			}
			jteOutput.writeContent("\n<form method=\"post\" action=\"/sign-out\">");
			gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
			jteOutput.writeContent("<button>");
			jteOutput.setContext("button", null);
			jteOutput.writeUserContent(ui.t("platform.nav.sign-out"));
			jteOutput.writeContent("</button></form>\n</div>\n</details>\n");
		} else {
			jteOutput.writeContent("\n<a class=\"btn btn-primary btn-sign-in\" href=\"/sign-in\">");
			jteOutput.setContext("a", null);
			jteOutput.writeUserContent(ui.t("platform.nav.sign-in"));
			jteOutput.writeContent("</a>\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		render(jteOutput, jteHtmlInterceptor, ui);
	}
}
