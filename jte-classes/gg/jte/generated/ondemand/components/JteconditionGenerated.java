package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteconditionGenerated {
	public static final String JTE_NAME = "components/condition.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,8,8,8,8,8,8,9,9,10,10,10,11,11,12,12,13,13,13,14,14,15,15,15,16,16,16,16,17,17,17,17,17,19,19,20,20,20,21,21,21,23,23,24,24,24,25,25,25,26,26,28,28,28,1,2,3,4,5,6,7,7,7,7};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String mark, String text, String figures, String source, boolean fold, gg.jte.Content parts) {
		gg.jte.Content line = new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("<span class=\"verdict-text\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(text);
				jteOutput.writeContent("</span>\n");
				if (figures != null) {
					jteOutput.writeContent("\n<span class=\"verdict-figures\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(figures);
					jteOutput.writeContent("</span>\n");
				}
				jteOutput.writeContent("\n");
				if (source != null) {
					jteOutput.writeContent("\n<cite class=\"verdict-source\">");
					jteOutput.setContext("cite", null);
					jteOutput.writeUserContent(source);
					jteOutput.writeContent("</cite>\n");
				}
				jteOutput.writeContent("\n");
			}
		};
		jteOutput.writeContent("\n<li class=\"verdict-item is-");
		jteOutput.setContext("li", "class");
		jteOutput.writeUserContent(mark);
		jteOutput.setContext("li", null);
		jteOutput.writeContent("\">\n<span class=\"verdict-mark\">");
		gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, mark.equals("is") ? "tick" : mark.equals("not") ? "dash" : mark);
		jteOutput.writeContent("<span class=\"visually-hidden\">");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(ui.t("platform.verdict." + mark));
		jteOutput.writeContent("</span></span>\n<div class=\"verdict-body\">\n");
		if (fold) {
			jteOutput.writeContent("\n<details><summary>");
			jteOutput.setContext("summary", null);
			jteOutput.writeUserContent(line);
			jteOutput.writeContent("</summary>\n");
			jteOutput.setContext("details", null);
			jteOutput.writeUserContent(parts);
			jteOutput.writeContent("\n</details>\n");
		} else {
			jteOutput.writeContent("\n");
			jteOutput.setContext("div", null);
			jteOutput.writeUserContent(line);
			jteOutput.writeContent("\n");
			jteOutput.setContext("div", null);
			jteOutput.writeUserContent(parts);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</div></li>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String mark = (String)params.get("mark");
		String text = (String)params.get("text");
		String figures = (String)params.getOrDefault("figures", null);
		String source = (String)params.getOrDefault("source", null);
		boolean fold = (boolean)params.getOrDefault("fold", false);
		gg.jte.Content parts = (gg.jte.Content)params.getOrDefault("parts", null);
		render(jteOutput, jteHtmlInterceptor, ui, mark, text, figures, source, fold, parts);
	}
}
