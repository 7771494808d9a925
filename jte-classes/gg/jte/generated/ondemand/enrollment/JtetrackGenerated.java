package gg.jte.generated.ondemand.enrollment;
import org.xingtan.enrollment.ProgramPage;
import org.xingtan.enrollment.TrackRow;
@SuppressWarnings("unchecked")
public final class JtetrackGenerated {
	public static final String JTE_NAME = "enrollment/track.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,6,6,7,7,7,8,8,8,8,8,8,8,9,9,9,10,10,11,11,11,12,12,13,13,13,14,14,15,15,16,16,17,17,17,18,18,19,19,19,19,19,19,20,20,20,20,20,20,20,20,20,21,21,22,22,22,23,23,24,24,24,25,25,27,27,28,28,28,29,29,30,30,32,32,32,3,4,5,5,5,5};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramPage page, TrackRow row) {
		boolean shut = row.verdict() != null && !row.verdict().met() && !row.mine();
		jteOutput.writeContent("\n<section class=\"paper\"><div class=\"d-flex flex-wrap justify-content-between gap-2\"><h3>");
		jteOutput.setContext("h3", null);
		jteOutput.writeUserContent(row.track().name().in(ui.locale()));
		jteOutput.writeContent("</h3>\n<span class=\"tag ");
		jteOutput.setContext("span", "class");
		jteOutput.writeUserContent(row.certificate() ? "tag-apricot" : "");
		jteOutput.setContext("span", null);
		jteOutput.writeContent("\">");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(ui.t(row.certificate() ? "program.track.certificate" : "program.track.no-certificate"));
		jteOutput.writeContent("</span></div>\n<p>");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(row.rule());
		jteOutput.writeContent("</p>\n");
		if (shut) {
			jteOutput.writeContent("\n<details class=\"help\"><summary>");
			jteOutput.setContext("summary", null);
			jteOutput.writeUserContent(ui.t("enrollment.track.why-not", row.verdict().unmet().size()));
			jteOutput.writeContent("</summary>\n");
			gg.jte.generated.ondemand.components.JteverdictGenerated.render(jteOutput, jteHtmlInterceptor, ui, row.verdict());
			jteOutput.writeContent("\n<p class=\"quiet\">");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(ui.t("enrollment.track.not-for-you"));
			jteOutput.writeContent("</p></details>\n");
		} else if (row.verdict() != null) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.components.JteverdictGenerated.render(jteOutput, jteHtmlInterceptor, ui, row.verdict());
			jteOutput.writeContent("\n");
			if (row.mine()) {
				jteOutput.writeContent("\n<p class=\"tag tag-good\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("enrollment.track.mine"));
				jteOutput.writeContent("</p>\n");
			} else if (page.when().met()) {
				jteOutput.writeContent("\n<form method=\"post\" action=\"/programs/");
				jteOutput.setContext("form", "action");
				jteOutput.writeUserContent(page.program().id().toString());
				jteOutput.setContext("form", null);
				jteOutput.writeContent("/participation\">");
				gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
				jteOutput.writeContent("\n<input type=\"hidden\" name=\"track\"");
				var __jte_html_attribute_0 = row.track().code();
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" value=\"");
					jteOutput.setContext("input", "value");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n");
				if (page.participation() == null) {
					jteOutput.writeContent("\n<button class=\"btn btn-apricot\">");
					jteOutput.setContext("button", null);
					jteOutput.writeUserContent(page.tracks().size() == 1 ? ui.t("enrollment.join") : ui.t("enrollment.join-as", row.track().name()));
					jteOutput.writeContent("</button>\n");
				} else {
					jteOutput.writeContent("\n<button class=\"btn btn-outline-primary\">");
					jteOutput.setContext("button", null);
					jteOutput.writeUserContent(ui.t("enrollment.change-to", row.track().name()));
					jteOutput.writeContent("</button>\n");
				}
				jteOutput.writeContent("\n</form>\n");
			} else {
				jteOutput.writeContent("\n<p class=\"quiet\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t(page.when()));
				jteOutput.writeContent("</p>\n");
			}
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</section>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramPage page = (ProgramPage)params.get("page");
		TrackRow row = (TrackRow)params.get("row");
		render(jteOutput, jteHtmlInterceptor, ui, page, row);
	}
}
