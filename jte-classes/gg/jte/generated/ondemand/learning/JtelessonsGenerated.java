package gg.jte.generated.ondemand.learning;
import org.xingtan.learning.LessonRow;
import org.xingtan.learning.Standing;
@SuppressWarnings("unchecked")
public final class JtelessonsGenerated {
	public static final String JTE_NAME = "learning/lessons.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,5,5,6,6,6,7,7,7,8,8,8,8,8,8,8,8,8,8,9,9,10,10,10,10,10,10,10,10,10,11,11,12,12,13,13,14,14,15,15,19,19,20,20,21,21,22,22,23,23,24,24,25,25,26,26,27,27,27,28,28,29,29,30,30,31,31,32,32,32,33,33,34,34,35,35,36,36,39,39,40,40,40,41,41,43,43,44,44,44,45,45,45,46,46,50,50,50,51,51,51,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, Standing.InProgram standing) {
		var program = standing.program();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, program.title(), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(program.title());
				jteOutput.writeContent("</h1>\n<p class=\"quiet\"><a href=\"/programs/");
				jteOutput.setContext("a", "href");
				jteOutput.writeUserContent(program.id().toString());
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("learning.about-program"));
				jteOutput.writeContent("</a> · ");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("learning.track-is", ui.pick(program.track(standing.participation().track()).title(), program.track(standing.participation().track()).titleEn())));
				jteOutput.writeContent("</p></div>\n");
				gg.jte.generated.ondemand.enrollment.JteidentityGenerated.render(jteOutput, jteHtmlInterceptor, ui, standing.identity());
				jteOutput.writeContent("\n<section class=\"stats\"");
				var __jte_html_attribute_0 = ui.t("learning.my-progress");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" aria-label=\"");
					jteOutput.setContext("section", "aria-label");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("section", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n");
				gg.jte.generated.ondemand.components.JtestatGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("learning.lessons-complete"), standing.completeLessons() + " / " + standing.lessons().size(), null, null);
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.components.JtestatGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("learning.hours-counted"), standing.hours().credited().toString(), ui.t("learning.why-hours"), "/receipts?program=" + program.id());
				jteOutput.writeContent("\n");
				if (standing.certificate().number() != null) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JtestatGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("learning.certificate"), ui.t("learning.certificate.issued"), standing.certificate().number(), "/certificates");
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n</section>\n<div class=\"split\">\n<div>\n");
				String phase = "";
				jteOutput.writeContent("\n");
				String section = "";
				jteOutput.writeContent("\n");
				for (LessonRow row : standing.lessons()) {
					jteOutput.writeContent("\n");
					if (!row.placed().phase().equals(phase)) {
						jteOutput.writeContent("\n");
						if (!phase.isEmpty()) {
							jteOutput.writeContent("\n");
							jteOutput.writeUnsafeContent("</ol>");
							jteOutput.writeContent("\n");
						}
						jteOutput.writeContent("\n");
						phase = row.placed().phase(); section = "";
						jteOutput.writeContent("\n<h2 class=\"phase-title\">");
						jteOutput.setContext("h2", null);
						jteOutput.writeUserContent(phase);
						jteOutput.writeContent("</h2>\n");
						jteOutput.writeUnsafeContent("<ol class=\"lesson-list\">");
						jteOutput.writeContent("\n");
					}
					jteOutput.writeContent("\n");
					if (!row.placed().section().equals(section)) {
						jteOutput.writeContent("\n");
						section = row.placed().section();
						jteOutput.writeContent("\n<li class=\"lesson-section\">");
						jteOutput.setContext("li", null);
						jteOutput.writeUserContent(section);
						jteOutput.writeContent("</li>\n");
					}
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.learning.JterowGenerated.render(jteOutput, jteHtmlInterceptor, ui, program.id(), row, false);
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n");
				jteOutput.writeUnsafeContent("</ol>");
				jteOutput.writeContent("\n</div>\n<aside>\n");
				if (standing.certificate().verdict().conditions().stream().allMatch(it -> it.conditions().isEmpty())) {
					jteOutput.writeContent("\n<section class=\"paper\"><h2 class=\"h5\">");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t("learning.completion"));
					jteOutput.writeContent("</h2>\n");
					gg.jte.generated.ondemand.components.JteverdictGenerated.render(jteOutput, jteHtmlInterceptor, ui, standing.completion());
					jteOutput.writeContent("\n</section>\n");
				}
				jteOutput.writeContent("\n<section class=\"paper\"><h2 class=\"h5\">");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("learning.certificate"));
				jteOutput.writeContent("</h2>\n<p>");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("learning.certificate." + standing.certificate().state().name()));
				jteOutput.writeContent("</p>\n");
				gg.jte.generated.ondemand.components.JteverdictGenerated.render(jteOutput, jteHtmlInterceptor, ui, standing.certificate().verdict());
				jteOutput.writeContent("\n</section>\n</aside>\n</div>\n");
			}
		}, "learn", null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		Standing.InProgram standing = (Standing.InProgram)params.get("standing");
		render(jteOutput, jteHtmlInterceptor, ui, standing);
	}
}
