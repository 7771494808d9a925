package gg.jte.generated.ondemand.enrollment;
import java.util.List;
import org.xingtan.enrollment.ProgramRow;
@SuppressWarnings("unchecked")
public final class JtegroupGenerated {
	public static final String JTE_NAME = "enrollment/group.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,2,2,2,2,5,5,6,6,6,6,6,6,7,7,8,8,9,9,11,11,12,12,12,2,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, String heading, List<ProgramRow> rows) {
		if (!rows.isEmpty()) {
			jteOutput.writeContent("\n<section class=\"section\"><h2>");
			jteOutput.setContext("h2", null);
			jteOutput.writeUserContent(heading);
			jteOutput.writeContent(" <span class=\"quiet\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(rows.size());
			jteOutput.writeContent("</span></h2><ul class=\"grid\">\n");
			for (ProgramRow row : rows) {
				jteOutput.writeContent("\n<li class=\"paper\">");
				gg.jte.generated.ondemand.enrollment.JtecardGenerated.render(jteOutput, jteHtmlInterceptor, ui, row);
				jteOutput.writeContent("</li>\n");
			}
			jteOutput.writeContent("\n</ul></section>\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		String heading = (String)params.get("heading");
		List<ProgramRow> rows = (List<ProgramRow>)params.get("rows");
		render(jteOutput, jteHtmlInterceptor, ui, heading, rows);
	}
}
