package gg.jte.generated.ondemand.home;
import org.xingtan.home.Taking;
@SuppressWarnings("unchecked")
public final class JtetakingGenerated {
	public static final String JTE_NAME = "home/taking.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,2,2,2,4,4,5,5,6,6,6,6,6,6,6,7,7,8,8,8,9,9,11,11,12,12,12,12,12,12,12,12,12,12,13,13,14,14,15,15,17,17,17,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, Taking taking) {
		var program = taking.program();
		jteOutput.writeContent("\n");
		var window = taking.window(ui.now());
		jteOutput.writeContent("\n<li class=\"paper\"><h3><a href=\"/programs/");
		jteOutput.setContext("a", "href");
		jteOutput.writeUserContent(program.id().toString());
		jteOutput.setContext("a", null);
		jteOutput.writeContent("/lessons\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(program.title());
		jteOutput.writeContent("</a>\n");
		if (taking.completedAt() != null) {
			jteOutput.writeContent("\n<span class=\"tag tag-good\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("home.completed"));
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n</h3>\n");
		gg.jte.generated.ondemand.components.JteprogressGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("home.progress", program.title()), taking.lessonsDone(), program.lessons().size(), ui.t("home.lessons", taking.lessonsDone(), program.lessons().size()));
		jteOutput.writeContent("\n<p class=\"quiet mb-1\">");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(ui.t("home.credited", taking.credited()));
		jteOutput.writeContent(" · <a href=\"/receipts?program=");
		jteOutput.setContext("a", "href");
		jteOutput.writeUserContent(program.id().toString());
		jteOutput.setContext("a", null);
		jteOutput.writeContent("\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(ui.t("home.receipts"));
		jteOutput.writeContent("</a></p>\n");
		if (window != null) {
			jteOutput.writeContent("\n<p>");
			gg.jte.generated.ondemand.components.JtewindowGenerated.render(jteOutput, jteHtmlInterceptor, ui, window, false);
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n</li>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		Taking taking = (Taking)params.get("taking");
		render(jteOutput, jteHtmlInterceptor, ui, taking);
	}
}
