package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteemptyGenerated {
	public static final String JTE_NAME = "components/empty.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,5,5,5,6,6,6,7,7,8,8,8,9,9,10,10,11,11,11,11,11,11,11,11,11,11,11,11,12,12,14,14,14,1,2,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String title, String text, String href, String action) {
		jteOutput.writeContent("<div class=\"empty\">");
		gg.jte.generated.ondemand.components.JtelogoGenerated.render(jteOutput, jteHtmlInterceptor);
		jteOutput.writeContent("\n<p class=\"empty-title\">");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(title);
		jteOutput.writeContent("</p>\n");
		if (text != null) {
			jteOutput.writeContent("\n<p>");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(text);
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n");
		if (href != null) {
			jteOutput.writeContent("\n<p><a class=\"btn btn-primary\"");
			var __jte_html_attribute_0 = href;
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
				jteOutput.writeContent(" href=\"");
				jteOutput.setContext("a", "href");
				jteOutput.writeUserContent(__jte_html_attribute_0);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">");
			jteOutput.setContext("a", null);
			jteOutput.writeUserContent(action);
			jteOutput.writeContent("</a></p>\n");
		}
		jteOutput.writeContent("\n</div>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String title = (String)params.get("title");
		String text = (String)params.getOrDefault("text", null);
		String href = (String)params.getOrDefault("href", null);
		String action = (String)params.getOrDefault("action", null);
		render(jteOutput, jteHtmlInterceptor, title, text, href, action);
	}
}
