package gg.jte.generated.ondemand.enrollment;
import org.xingtan.enrollment.ProgramPage;
import org.xingtan.enrollment.TrackRow;
@SuppressWarnings("unchecked")
public final class JtetracksGenerated {
	public static final String JTE_NAME = "enrollment/tracks.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,2,2,2,2,5,5,5,6,6,7,7,9,9,9,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramPage page) {
		jteOutput.writeContent("<div class=\"grid\">\n");
		for (TrackRow row : page.tracks()) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.enrollment.JtetrackGenerated.render(jteOutput, jteHtmlInterceptor, ui, page, row);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</div>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramPage page = (ProgramPage)params.get("page");
		render(jteOutput, jteHtmlInterceptor, ui, page);
	}
}
