package gg.jte.generated.ondemand.enrollment;
import java.util.List;
import org.xingtan.enrollment.ProgramRow;
@SuppressWarnings("unchecked")
public final class JteprogramsGenerated {
	public static final String JTE_NAME = "enrollment/programs.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,2,2,2,2,4,4,5,5,6,6,7,7,7,8,8,8,8,8,8,9,9,10,10,11,11,12,12,13,13,14,14,15,15,15,16,16,16,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, List<ProgramRow> rows) {
		var open = rows.stream().filter(row -> row.program().isOpen(ui.now())).toList();
		jteOutput.writeContent("\n");
		var coming = rows.stream().filter(row -> !open.contains(row) && (row.window() == null || row.window().opens().isAfter(ui.now()))).toList();
		jteOutput.writeContent("\n");
		var over = rows.stream().filter(row -> !open.contains(row) && !coming.contains(row)).toList();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("enrollment.programs"), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(ui.t("enrollment.programs"));
				jteOutput.writeContent("</h1><p class=\"quiet\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("enrollment.programs.lead"));
				jteOutput.writeContent("</p></div>\n");
				if (rows.isEmpty()) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteemptyGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("enrollment.programs.none"), ui.t("enrollment.programs.none.text"), "/courses", ui.t("enrollment.programs.none.action"));
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.enrollment.JtegroupGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("enrollment.open"), open);
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.enrollment.JtegroupGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("enrollment.coming"), coming);
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.enrollment.JtegroupGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("enrollment.over"), over);
				jteOutput.writeContent("\n");
			}
		}, null, null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		List<ProgramRow> rows = (List<ProgramRow>)params.get("rows");
		render(jteOutput, jteHtmlInterceptor, ui, rows);
	}
}
