package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JtestatGenerated {
	public static final String JTE_NAME = "components/stat.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,5,5,5,5,6,6,7,7,7,7,7,7,7,7,7,7,7,7,8,8,9,9,9,10,10,11,11,12,12,12,13,13,15,15,15,1,2,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String label, String value, String hint, String href) {
		jteOutput.writeContent("<div class=\"stat\"><span class=\"stat-label\">");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(label);
		jteOutput.writeContent("</span>\n");
		if (href != null) {
			jteOutput.writeContent("\n<a class=\"stat-value\"");
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
			jteOutput.writeUserContent(value);
			jteOutput.writeContent("</a>\n");
		} else {
			jteOutput.writeContent("\n<span class=\"stat-value\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(value);
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n");
		if (hint != null) {
			jteOutput.writeContent("\n<span class=\"stat-hint\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(hint);
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n</div>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String label = (String)params.get("label");
		String value = (String)params.get("value");
		String hint = (String)params.getOrDefault("hint", null);
		String href = (String)params.getOrDefault("href", null);
		render(jteOutput, jteHtmlInterceptor, label, value, hint, href);
	}
}
