package gg.jte.generated.ondemand.identity;
import org.xingtan.identity.DemoAccounts;
@SuppressWarnings("unchecked")
public final class JtesigninGenerated {
	public static final String JTE_NAME = "identity/sign-in.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,1,1,1,6,6,6,8,8,8,9,9,10,10,10,11,11,13,13,14,14,14,14,14,14,14,14,14,15,15,15,16,16,16,16,16,16,16,16,16,17,17,17,18,18,18,20,20,20,22,22,22,23,23,23,25,25,27,27,27,28,28,28,30,30,30,30,30,30,30,30,30,32,32,33,33,33,33,33,33,34,34,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,35,36,36,36,36,36,36,36,36,36,36,36,36,37,37,40,40,41,41,41,42,42,42,1,2,3,4,5,5,5,5};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String username, String next, String problem, DemoAccounts demo) {
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("identity.sign-in.title"), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<div class=\"form-narrow\">\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.title"));
				jteOutput.writeContent("</h1></div>\n");
				if (problem != null) {
					jteOutput.writeContent("\n<div class=\"alert alert-danger\" role=\"alert\">");
					jteOutput.setContext("div", null);
					jteOutput.writeUserContent(problem);
					jteOutput.writeContent("</div>\n");
				}
				jteOutput.writeContent("\n<form class=\"paper\" method=\"post\" action=\"/sign-in\">\n");
				gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
				jteOutput.writeContent("\n<input type=\"hidden\" name=\"next\"");
				var __jte_html_attribute_0 = next;
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" value=\"");
					jteOutput.setContext("input", "value");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n<div class=\"mb-3\"><label class=\"form-label\" for=\"username\">");
				jteOutput.setContext("label", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.name"));
				jteOutput.writeContent("</label>\n<input class=\"form-control\" id=\"username\" name=\"username\"");
				var __jte_html_attribute_1 = username;
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
					jteOutput.writeContent(" value=\"");
					jteOutput.setContext("input", "value");
					jteOutput.writeUserContent(__jte_html_attribute_1);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"100\" aria-describedby=\"username-hint\" required autofocus>\n<div class=\"form-text\" id=\"username-hint\">");
				jteOutput.setContext("div", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.name-hint"));
				jteOutput.writeContent("</div></div>\n<div class=\"mb-3\"><label class=\"form-label\" for=\"password\">");
				jteOutput.setContext("label", null);
				jteOutput.writeUserContent(ui.t("identity.password"));
				jteOutput.writeContent("</label>\n<input class=\"form-control\" id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" maxlength=\"128\" required></div>\n<button class=\"btn btn-primary w-100\">");
				jteOutput.setContext("button", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.submit"));
				jteOutput.writeContent("</button>\n</form>\n<p><a href=\"/activation\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.activate"));
				jteOutput.writeContent("</a></p>\n<p class=\"quiet small\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("identity.sign-in.forgotten"));
				jteOutput.writeContent("</p>\n</div>\n");
				if (demo != null && !demo.accounts().isEmpty()) {
					jteOutput.writeContent("\n<section class=\"section\" aria-labelledby=\"demo\">\n<h2 id=\"demo\">");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t("identity.demo.title"));
					jteOutput.writeContent("</h2>\n<p class=\"quiet\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("identity.demo.text", demo.password(), demo.accounts().getFirst().username(), demo.accounts().getFirst().phone()));
					jteOutput.writeContent("</p>\n<div class=\"table-responsive\"><table class=\"table\">\n<thead><tr><th scope=\"col\">");
					jteOutput.setContext("th", null);
					jteOutput.writeUserContent(ui.t("identity.username"));
					jteOutput.writeContent("</th><th scope=\"col\">");
					jteOutput.setContext("th", null);
					jteOutput.writeUserContent(ui.t("identity.demo.who"));
					jteOutput.writeContent("</th><th scope=\"col\"><span class=\"visually-hidden\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(ui.t("identity.sign-in.submit"));
					jteOutput.writeContent("</span></th></tr></thead>\n<tbody>\n");
					for (var account : demo.accounts()) {
						jteOutput.writeContent("\n<tr><th scope=\"row\"><code>");
						jteOutput.setContext("code", null);
						jteOutput.writeUserContent(account.username());
						jteOutput.writeContent("</code></th><td>");
						jteOutput.setContext("td", null);
						jteOutput.writeUserContent(ui.pick(account.who(), account.whoInEnglish()));
						jteOutput.writeContent("</td><td class=\"text-end\"><form method=\"post\" action=\"/sign-in\">\n");
						gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
						jteOutput.writeContent("\n<input type=\"hidden\" name=\"next\"");
						var __jte_html_attribute_2 = next;
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
							jteOutput.writeContent(" value=\"");
							jteOutput.setContext("input", "value");
							jteOutput.writeUserContent(__jte_html_attribute_2);
							jteOutput.setContext("input", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent("><input type=\"hidden\" name=\"username\"");
						var __jte_html_attribute_3 = account.username();
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
							jteOutput.writeContent(" value=\"");
							jteOutput.setContext("input", "value");
							jteOutput.writeUserContent(__jte_html_attribute_3);
							jteOutput.setContext("input", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent("><input type=\"hidden\" name=\"password\"");
						var __jte_html_attribute_4 = demo.password();
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
							jteOutput.writeContent(" value=\"");
							jteOutput.setContext("input", "value");
							jteOutput.writeUserContent(__jte_html_attribute_4);
							jteOutput.setContext("input", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent(">\n<button class=\"btn btn-sm btn-outline-primary\"");
						var __jte_html_attribute_5 = ui.t("identity.demo.as", account.username());
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
							jteOutput.writeContent(" aria-label=\"");
							jteOutput.setContext("button", "aria-label");
							jteOutput.writeUserContent(__jte_html_attribute_5);
							jteOutput.setContext("button", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent(">");
						jteOutput.setContext("button", null);
						jteOutput.writeUserContent(ui.t("identity.sign-in.submit"));
						jteOutput.writeContent("</button></form></td></tr>\n");
					}
					jteOutput.writeContent("\n</tbody></table></div>\n</section>\n");
				}
				jteOutput.writeContent("\n");
			}
		}, "sign-in", null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String username = (String)params.get("username");
		String next = (String)params.get("next");
		String problem = (String)params.getOrDefault("problem", null);
		DemoAccounts demo = (DemoAccounts)params.getOrDefault("demo", null);
		render(jteOutput, jteHtmlInterceptor, ui, username, next, problem, demo);
	}
}
