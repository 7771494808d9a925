package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JtehelpGenerated {
	public static final String JTE_NAME = "components/help.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,3,3,3,3,4,4,5,5,5,6,6,8,8,8,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String title, String text) {
		jteOutput.writeContent("<details class=\"help\"><summary>");
		jteOutput.setContext("summary", null);
		jteOutput.writeUserContent(title);
		jteOutput.writeContent("</summary>\n");
		for (String paragraph : text.split("\n")) {
			jteOutput.writeContent("\n<p>");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(paragraph);
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n</details>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String title = (String)params.get("title");
		String text = (String)params.get("text");
		render(jteOutput, jteHtmlInterceptor, title, text);
	}
}
