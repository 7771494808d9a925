package gg.jte.generated.ondemand.learning;
import org.xingtan.learning.LessonRow;
import org.xingtan.platform.ProgramId;
@SuppressWarnings("unchecked")
public final class JterowGenerated {
	public static final String JTE_NAME = "learning/row.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,7,7,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,9,9,9,9,9,9,9,9,10,10,10,11,11,11,13,13,14,14,14,15,15,16,16,16,17,17,18,18,18,19,19,20,20,20,21,21,22,22,22,23,23,25,25,25,3,4,5,6,6,6,6};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramId program, LessonRow row, boolean current) {
		var lesson = row.placed().lesson();
		jteOutput.writeContent("\n<li class=\"lesson-row ");
		jteOutput.setContext("li", "class");
		jteOutput.writeUserContent(row.progress().complete() ? "is-done" : "");
		jteOutput.setContext("li", null);
		jteOutput.writeContent("\"");
		var __jte_html_attribute_0 = lesson.id().toString();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" data-lesson-row=\"");
			jteOutput.setContext("li", "data-lesson-row");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("li", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = current ? ui.t("learning.done") : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" data-done=\"");
			jteOutput.setContext("li", "data-done");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("li", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_2 = current ? "true" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" aria-current=\"");
			jteOutput.setContext("li", "aria-current");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("li", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<a class=\"lesson-link\" href=\"/programs/");
		jteOutput.setContext("a", "href");
		jteOutput.writeUserContent(program.toString());
		jteOutput.setContext("a", null);
		jteOutput.writeContent("/lessons/");
		jteOutput.setContext("a", "href");
		jteOutput.writeUserContent(lesson.id().toString());
		jteOutput.setContext("a", null);
		jteOutput.writeContent("\">\n<span class=\"lesson-mark\">");
		gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "tick");
		gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "play");
		jteOutput.writeContent("</span>\n<span class=\"lesson-title\">");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(lesson.title());
		jteOutput.writeContent("</span>\n<span class=\"lesson-state\">\n");
		if (row.progress().complete()) {
			jteOutput.writeContent("\n");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("learning.done"));
			jteOutput.writeContent("\n");
		} else if (row.progress().voided()) {
			jteOutput.writeContent("\n<span class=\"tag tag-bad\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("learning.voided"));
			jteOutput.writeContent("</span>\n");
		} else if (row.awaitsQuiz()) {
			jteOutput.writeContent("\n<span class=\"tag tag-apricot\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("learning.quiz-left"));
			jteOutput.writeContent("</span>\n");
		} else if (row.progress().covered() > 0) {
			jteOutput.writeContent("\n");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("learning.counted", ui.clock(row.progress().covered()), ui.clock(lesson.duration())));
			jteOutput.writeContent("\n");
		} else {
			jteOutput.writeContent("\n");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.clock(lesson.duration()));
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</span></a></li>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramId program = (ProgramId)params.get("program");
		LessonRow row = (LessonRow)params.get("row");
		boolean current = (boolean)params.getOrDefault("current", false);
		render(jteOutput, jteHtmlInterceptor, ui, program, row, current);
	}
}
