package gg.jte.generated.ondemand.program;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
@SuppressWarnings("unchecked")
public final class JteoutlineGenerated {
	public static final String JTE_NAME = "program/outline.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,5,5,6,6,6,7,7,8,8,9,9,10,10,11,11,11,13,13,14,14,14,14,14,14,14,15,15,15,15,15,15,16,16,17,17,18,18,20,20,22,22,24,24,25,25,25,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramDetail program) {
		for (var phase : program.phases()) {
			jteOutput.writeContent("\n<section class=\"paper\"><h3>");
			jteOutput.setContext("h3", null);
			jteOutput.writeUserContent(phase.title());
			jteOutput.writeContent("</h3>\n");
			for (Window window : program.windowsOfItsOwn(phase, ui.now())) {
				jteOutput.writeContent("\n<p>");
				gg.jte.generated.ondemand.components.JtewindowGenerated.render(jteOutput, jteHtmlInterceptor, ui, window, true);
				jteOutput.writeContent("</p>\n");
			}
			jteOutput.writeContent("\n");
			for (var section : phase.sections()) {
				jteOutput.writeContent("\n<h4 class=\"h3 mt-3\">");
				jteOutput.setContext("h4", null);
				jteOutput.writeUserContent(section.title());
				jteOutput.writeContent("</h4>\n<ul class=\"list-unstyled\">\n");
				for (var course : section.courses()) {
					jteOutput.writeContent("\n<li class=\"d-flex flex-wrap justify-content-between gap-2 py-1\"><a href=\"/courses/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(course.card().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(course.card().title());
					jteOutput.writeContent("</a>\n<span class=\"quiet number\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(ui.t("program.outline.lessons", course.lessons().size()));
					jteOutput.writeContent(" · ");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(ui.t("program.outline.minutes", (course.lessons().stream().mapToInt(it -> it.duration()).sum() + 59) / 60));
					jteOutput.writeContent("</span>\n");
					for (Window window : course.windows()) {
						jteOutput.writeContent("\n<span class=\"w-100\">");
						gg.jte.generated.ondemand.components.JtewindowGenerated.render(jteOutput, jteHtmlInterceptor, ui, window, true);
						jteOutput.writeContent("</span>\n");
					}
					jteOutput.writeContent("\n</li>\n");
				}
				jteOutput.writeContent("\n</ul>\n");
			}
			jteOutput.writeContent("\n</section>\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramDetail program = (ProgramDetail)params.get("program");
		render(jteOutput, jteHtmlInterceptor, ui, program);
	}
}
