package gg.jte.generated.ondemand.quiz;
import org.xingtan.catalog.Question;
import org.xingtan.quiz.AfterQuiz;
import org.xingtan.quiz.AttemptPage;
import org.xingtan.platform.web.Dates;
@SuppressWarnings("unchecked")
public final class JteattemptGenerated {
	public static final String JTE_NAME = "quiz/attempt.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,4,5,5,5,5,8,8,9,9,9,10,10,10,10,10,10,10,10,10,10,10,10,11,11,11,12,12,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,13,14,14,15,15,16,16,16,16,16,16,16,16,16,16,16,16,17,17,18,18,19,19,20,20,21,21,22,22,23,23,23,24,24,24,26,26,28,28,28,28,28,28,28,29,29,29,30,30,31,31,31,32,32,33,33,34,34,35,35,35,36,36,37,37,37,37,37,37,37,37,38,38,39,39,40,40,40,41,41,43,43,44,44,44,44,44,44,44,44,44,44,44,44,45,45,46,46,46,46,46,46,46,46,46,46,46,46,46,47,47,48,48,48,48,48,48,48,48,48,48,48,48,48,48,49,49,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,51,51,53,53,54,54,55,55,56,56,57,57,58,58,59,59,59,60,60,60,5,6,7,7,7,7};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, AttemptPage page, AfterQuiz.Step step) {
		String lesson = "/programs/" + page.program() + "/lessons/" + page.lesson();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("quiz.of", page.lessonTitle()), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<p class=\"quiet mb-1\"><a");
				var __jte_html_attribute_0 = lesson;
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" href=\"");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(page.lessonTitle());
				jteOutput.writeContent("</a></p>\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(page.isOpen() ? ui.t("quiz.quiz") : ui.t("quiz.result"));
				jteOutput.writeContent("</h1></div>\n");
				if (page.isOpen()) {
					jteOutput.writeContent("\n<form method=\"post\" action=\"/attempts/");
					jteOutput.setContext("form", "action");
					jteOutput.writeUserContent(page.id().toString());
					jteOutput.setContext("form", null);
					jteOutput.writeContent("\" data-autosave");
					var __jte_html_attribute_1 = page.id().toString();
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
						jteOutput.writeContent(" data-attempt=\"");
						jteOutput.setContext("form", "data-attempt");
						jteOutput.writeUserContent(__jte_html_attribute_1);
						jteOutput.setContext("form", null);
						jteOutput.writeContent("\"");
					}
					var __jte_html_attribute_2 = ui.t("quiz.saved");
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
						jteOutput.writeContent(" data-text-saved=\"");
						jteOutput.setContext("form", "data-text-saved");
						jteOutput.writeUserContent(__jte_html_attribute_2);
						jteOutput.setContext("form", null);
						jteOutput.writeContent("\"");
					}
					var __jte_html_attribute_3 = ui.t("quiz.unsaved");
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
						jteOutput.writeContent(" data-text-unsaved=\"");
						jteOutput.setContext("form", "data-text-unsaved");
						jteOutput.writeUserContent(__jte_html_attribute_3);
						jteOutput.setContext("form", null);
						jteOutput.writeContent("\"");
					}
					jteOutput.writeContent(">\n");
					gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
					jteOutput.writeContent("\n");
					if (page.limited()) {
						jteOutput.writeContent("\n<p class=\"note\">");
						jteOutput.setContext("p", null);
						jteOutput.writeUserContent(ui.t("quiz.closes-at", ui.second(page.closesAt())));
						jteOutput.writeContent(" <time");
						var __jte_html_attribute_4 = Dates.rfc3339(page.closesAt());
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
							jteOutput.writeContent(" datetime=\"");
							jteOutput.setContext("time", "datetime");
							jteOutput.writeUserContent(__jte_html_attribute_4);
							jteOutput.setContext("time", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent(" data-countdown></time></p>\n");
					}
					jteOutput.writeContent("\n");
					int n = 0;
					jteOutput.writeContent("\n");
					for (Question question : page.questions()) {
						jteOutput.writeContent("\n");
						n++;
						jteOutput.writeContent("\n");
						gg.jte.generated.ondemand.quiz.JtequestionGenerated.render(jteOutput, jteHtmlInterceptor, ui, page, question, n);
						jteOutput.writeContent("\n");
					}
					jteOutput.writeContent("\n<p class=\"actions\"><button class=\"btn btn-apricot\" type=\"submit\">");
					jteOutput.setContext("button", null);
					jteOutput.writeUserContent(ui.t("quiz.submit"));
					jteOutput.writeContent("</button></p>\n<p class=\"quiet\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("quiz.submit-hint"));
					jteOutput.writeContent("</p>\n</form>\n");
				} else {
					jteOutput.writeContent("\n<section class=\"paper\">\n<p class=\"lead\"><span class=\"tag ");
					jteOutput.setContext("span", "class");
					jteOutput.writeUserContent(page.passed() ? "tag-good" : "tag-bad");
					jteOutput.setContext("span", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(page.passed() ? ui.t("quiz.passed") : ui.t("quiz.failed"));
					jteOutput.writeContent("</span>\n");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("quiz.scored", page.score(), page.passMark(), page.rightCount(), page.questions().size()));
					jteOutput.writeContent("</p>\n");
					if (page.accepted() != null) {
						jteOutput.writeContent("\n<p class=\"note note-good\">");
						jteOutput.setContext("p", null);
						jteOutput.writeUserContent(ui.t("quiz.accepted", page.accepted()));
						jteOutput.writeContent("</p>\n");
					}
					jteOutput.writeContent("\n");
					if (step != null) {
						jteOutput.writeContent("\n");
						if (step.complete()) {
							jteOutput.writeContent("\n<p class=\"lead\">");
							jteOutput.setContext("p", null);
							jteOutput.writeUserContent(step.earned().equals(step.credited()) ? ui.t("quiz.brought", step.credited()) : ui.t("quiz.brought-less", step.earned(), step.credited()));
							jteOutput.writeContent("</p>\n");
							if (step.certificate() != null) {
								jteOutput.writeContent("\n<p>");
								gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "certificate");
								jteOutput.writeContent(" ");
								jteOutput.setContext("p", null);
								jteOutput.writeUserContent(ui.t("quiz.certificate", step.certificate()));
								jteOutput.writeContent(" <a href=\"/certificates\">");
								jteOutput.setContext("a", null);
								jteOutput.writeUserContent(ui.t("quiz.see-certificate"));
								jteOutput.writeContent("</a></p>\n");
							}
							jteOutput.writeContent("\n");
						} else if (step.secondsLeft() > 0) {
							jteOutput.writeContent("\n<p class=\"lead\">");
							jteOutput.setContext("p", null);
							jteOutput.writeUserContent(ui.t("quiz.still-to-play", ui.clock(step.secondsLeft())));
							jteOutput.writeContent("</p>\n");
						}
						jteOutput.writeContent("\n<p class=\"actions\">\n");
						if (step.secondsLeft() > 0 && !step.complete()) {
							jteOutput.writeContent("\n<a class=\"btn btn-apricot\"");
							var __jte_html_attribute_5 = lesson;
							if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
								jteOutput.writeContent(" href=\"");
								jteOutput.setContext("a", "href");
								jteOutput.writeUserContent(__jte_html_attribute_5);
								jteOutput.setContext("a", null);
								jteOutput.writeContent("\"");
							}
							jteOutput.writeContent(">");
							jteOutput.setContext("a", null);
							jteOutput.writeUserContent(ui.t("quiz.play-on"));
							jteOutput.writeContent("</a>\n");
						} else if (step.next() != null) {
							jteOutput.writeContent("\n<a class=\"btn btn-apricot\" href=\"/programs/");
							jteOutput.setContext("a", "href");
							jteOutput.writeUserContent(page.program().toString());
							jteOutput.setContext("a", null);
							jteOutput.writeContent("/lessons/");
							jteOutput.setContext("a", "href");
							jteOutput.writeUserContent(step.next().toString());
							jteOutput.setContext("a", null);
							jteOutput.writeContent("\">");
							jteOutput.setContext("a", null);
							jteOutput.writeUserContent(ui.t("platform.player.to-next"));
							jteOutput.writeContent(" ");
							gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "arrow");
							jteOutput.writeContent("</a>\n");
						}
						jteOutput.writeContent("\n<a class=\"btn btn-outline-primary\" href=\"/programs/");
						jteOutput.setContext("a", "href");
						jteOutput.writeUserContent(page.program().toString());
						jteOutput.setContext("a", null);
						jteOutput.writeContent("/lessons\">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("quiz.all-lessons"));
						jteOutput.writeContent("</a> <a class=\"btn btn-outline-primary\" href=\"/receipts?program=");
						jteOutput.setContext("a", "href");
						jteOutput.writeUserContent(page.program().toString());
						jteOutput.setContext("a", null);
						jteOutput.writeContent("\">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("quiz.see-receipt"));
						jteOutput.writeContent("</a></p>\n");
					} else {
						jteOutput.writeContent("\n<p class=\"actions\"><a class=\"btn btn-apricot\"");
						var __jte_html_attribute_6 = lesson + "/quiz";
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
							jteOutput.writeContent(" href=\"");
							jteOutput.setContext("a", "href");
							jteOutput.writeUserContent(__jte_html_attribute_6);
							jteOutput.setContext("a", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent(">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("quiz.again"));
						jteOutput.writeContent("</a> <a class=\"btn btn-outline-primary\"");
						var __jte_html_attribute_7 = lesson;
						if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_7)) {
							jteOutput.writeContent(" href=\"");
							jteOutput.setContext("a", "href");
							jteOutput.writeUserContent(__jte_html_attribute_7);
							jteOutput.setContext("a", null);
							jteOutput.writeContent("\"");
						}
						jteOutput.writeContent(">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("quiz.watch-again"));
						jteOutput.writeContent("</a> <a class=\"btn btn-link\" href=\"/appeals/new?kind=QUIZ&amp;about=");
						jteOutput.setContext("a", "href");
						jteOutput.writeUserContent(page.id().toString());
						jteOutput.setContext("a", null);
						jteOutput.writeContent("\">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("platform.appeal"));
						jteOutput.writeContent("</a></p>\n");
					}
					jteOutput.writeContent("\n</section>\n");
					int n = 0;
					jteOutput.writeContent("\n");
					for (Question question : page.questions()) {
						jteOutput.writeContent("\n");
						n++;
						jteOutput.writeContent("\n");
						gg.jte.generated.ondemand.quiz.JtequestionGenerated.render(jteOutput, jteHtmlInterceptor, ui, page, question, n);
						jteOutput.writeContent("\n");
					}
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n");
			}
		}, "learn", null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		AttemptPage page = (AttemptPage)params.get("page");
		AfterQuiz.Step step = (AfterQuiz.Step)params.getOrDefault("step", null);
		render(jteOutput, jteHtmlInterceptor, ui, page, step);
	}
}
