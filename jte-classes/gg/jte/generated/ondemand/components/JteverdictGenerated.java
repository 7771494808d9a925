package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteverdictGenerated {
	public static final String JTE_NAME = "components/verdict.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,3,3,4,4,4,5,5,6,6,6,7,7,8,8,9,9,10,10,10,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, org.xingtan.platform.Verdict verdict) {
		if (verdict.met() && verdict.conditions().size() > 1) {
			jteOutput.writeContent("\n<ul class=\"verdict\">");
			gg.jte.generated.ondemand.components.JteconditionGenerated.render(jteOutput, jteHtmlInterceptor, ui, "tick", ui.t("platform.verdict.all", verdict.conditions().size()), null, null, true, new gg.jte.html.HtmlContent() {
				public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteconditionsGenerated.render(jteOutput, jteHtmlInterceptor, ui, verdict.conditions(), false, true, null);
					jteOutput.writeContent("\n");
				}
			});
			jteOutput.writeContent("</ul>\n");
		} else if (!verdict.conditions().isEmpty()) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.components.JteconditionsGenerated.render(jteOutput, jteHtmlInterceptor, ui, verdict.conditions(), false, false, null);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		org.xingtan.platform.Verdict verdict = (org.xingtan.platform.Verdict)params.get("verdict");
		render(jteOutput, jteHtmlInterceptor, ui, verdict);
	}
}
