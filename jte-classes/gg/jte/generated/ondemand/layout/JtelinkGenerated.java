package gg.jte.generated.ondemand.layout;
@SuppressWarnings("unchecked")
public final class JtelinkGenerated {
	public static final String JTE_NAME = "layout/link.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,6,6,7,7,8,8,9,9,9,10,10,10,1,2,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String href, String label, String icon, boolean current) {
		jteOutput.writeContent("<a");
		var __jte_html_attribute_0 = href;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("a", "href");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = current ? "page" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" aria-current=\"");
			jteOutput.setContext("a", "aria-current");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n");
		if (icon != null) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, icon);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(label);
		jteOutput.writeContent("</span></a>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String href = (String)params.get("href");
		String label = (String)params.get("label");
		String icon = (String)params.getOrDefault("icon", null);
		boolean current = (boolean)params.getOrDefault("current", false);
		render(jteOutput, jteHtmlInterceptor, href, label, icon, current);
	}
}
