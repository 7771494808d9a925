package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteringGenerated {
	public static final String JTE_NAME = "components/ring.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,6,6,7,7,7,7,7,7,7,7,7,8,8,9,9,9,9,9,9,9,9,9,9,9,9,10,10,11,11,11,11,11,11,11,11,11,11,11,11,12,12,13,13,13,14,14,16,16,16,1,2,3,4,5,5,5,5};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String label, String text, long value, long max, String caption) {
		int part = max <= 0 ? 0 : (int) Math.min(100, Math.max(0, value * 100 / max));
		jteOutput.writeContent("\n<svg class=\"ring\" viewBox=\"0 0 120 120\" role=\"img\"");
		var __jte_html_attribute_0 = label;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("svg", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("svg", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent("><circle class=\"ring-track\" cx=\"60\" cy=\"60\" r=\"52\" pathLength=\"100\"/>\n");
		if (part > 0) {
			jteOutput.writeContent("\n<circle class=\"ring-part ");
			jteOutput.setContext("circle", "class");
			jteOutput.writeUserContent(part >= 100 ? "is-full" : "");
			jteOutput.setContext("circle", null);
			jteOutput.writeContent("\" cx=\"60\" cy=\"60\" r=\"52\" pathLength=\"100\" stroke-dasharray=\"");
			jteOutput.setContext("circle", "stroke-dasharray");
			jteOutput.writeUserContent(part);
			jteOutput.setContext("circle", null);
			jteOutput.writeContent(" ");
			jteOutput.setContext("circle", "stroke-dasharray");
			jteOutput.writeUserContent(100 - part);
			jteOutput.setContext("circle", null);
			jteOutput.writeContent("\" transform=\"rotate(-90 60 60)\"/>\n");
		}
		jteOutput.writeContent("\n<text class=\"ring-text\" x=\"60\"");
		var __jte_html_attribute_1 = caption == null ? 68 : 62;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" y=\"");
			jteOutput.setContext("text", "y");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("text", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		jteOutput.setContext("text", null);
		jteOutput.writeUserContent(text);
		jteOutput.writeContent("</text>\n");
		if (caption != null) {
			jteOutput.writeContent("\n<text class=\"ring-caption\" x=\"60\" y=\"82\">");
			jteOutput.setContext("text", null);
			jteOutput.writeUserContent(caption);
			jteOutput.writeContent("</text>\n");
		}
		jteOutput.writeContent("\n</svg>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String label = (String)params.get("label");
		String text = (String)params.get("text");
		long value = (long)params.get("value");
		long max = (long)params.get("max");
		String caption = (String)params.getOrDefault("caption", null);
		render(jteOutput, jteHtmlInterceptor, label, text, value, max, caption);
	}
}
