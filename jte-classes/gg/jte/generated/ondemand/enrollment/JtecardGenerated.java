package gg.jte.generated.ondemand.enrollment;
import org.xingtan.enrollment.ProgramRow;
@SuppressWarnings("unchecked")
public final class JtecardGenerated {
	public static final String JTE_NAME = "enrollment/card.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,2,2,2,4,4,4,4,5,5,6,6,6,7,7,8,8,9,9,9,10,10,12,12,12,12,12,12,12,13,13,14,14,14,15,15,16,16,16,17,17,18,18,18,19,19,21,21,22,22,23,23,24,24,24,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramRow row) {
		jteOutput.writeContent("<p class=\"actions mb-1\"><span class=\"tag\">");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(ui.t("program.level." + row.program().level()));
		jteOutput.writeContent("</span>\n");
		if (row.program().term() != null) {
			jteOutput.writeContent("\n<span class=\"tag\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(row.program().term());
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n");
		if (row.track() != null) {
			jteOutput.writeContent("\n<span class=\"tag tag-good\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("enrollment.joined-as", row.track()));
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n</p>\n<h3><a href=\"/programs/");
		jteOutput.setContext("a", "href");
		jteOutput.writeUserContent(row.program().id().toString());
		jteOutput.setContext("a", null);
		jteOutput.writeContent("\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(row.program().title());
		jteOutput.writeContent("</a></h3>\n");
		if (row.parent() != null) {
			jteOutput.writeContent("\n<p class=\"quiet mb-1\">");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(ui.t("enrollment.part-of", row.parent()));
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n<p class=\"quiet mb-1\">");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(row.owner().in(ui.locale()));
		jteOutput.writeContent("\n");
		if (row.program().notice() != null) {
			jteOutput.writeContent("\n · ");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(row.program().notice());
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</p>\n");
		if (row.window() != null) {
			jteOutput.writeContent("\n<p>");
			gg.jte.generated.ondemand.components.JtewindowGenerated.render(jteOutput, jteHtmlInterceptor, ui, row.window(), true);
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramRow row = (ProgramRow)params.get("row");
		render(jteOutput, jteHtmlInterceptor, ui, row);
	}
}
