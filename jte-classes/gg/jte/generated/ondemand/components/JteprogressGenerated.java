package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteprogressGenerated {
	public static final String JTE_NAME = "components/progress.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,6,6,7,7,7,8,8,10,10,10,1,2,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String label, long value, long max, String text) {
		jteOutput.writeContent("<span class=\"bar\"><progress");
		var __jte_html_attribute_0 = Math.max(1, max);
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" max=\"");
			jteOutput.setContext("progress", "max");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("progress", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = Math.min(value, Math.max(1, max));
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" value=\"");
			jteOutput.setContext("progress", "value");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("progress", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_2 = label;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("progress", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("progress", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent("></progress>\n");
		if (text != null) {
			jteOutput.writeContent("\n<span class=\"bar-text\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(text);
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n</span>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String label = (String)params.get("label");
		long value = (long)params.get("value");
		long max = (long)params.get("max");
		String text = (String)params.getOrDefault("text", null);
		render(jteOutput, jteHtmlInterceptor, label, value, max, text);
	}
}
