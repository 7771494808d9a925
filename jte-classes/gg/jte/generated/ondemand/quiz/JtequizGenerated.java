package gg.jte.generated.ondemand.quiz;
import org.xingtan.quiz.AttemptPage;
import org.xingtan.quiz.QuizIntro;
@SuppressWarnings("unchecked")
public final class JtequizGenerated {
	public static final String JTE_NAME = "quiz/quiz.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,5,5,6,6,7,7,7,8,8,8,8,8,8,8,8,8,8,8,8,9,9,9,11,11,11,11,11,11,12,12,12,12,12,12,13,13,13,13,13,13,14,14,14,14,14,14,15,15,16,16,16,17,17,17,17,17,17,17,18,18,19,19,19,19,19,19,19,20,20,21,21,21,21,21,21,21,21,21,21,21,21,21,21,22,22,22,23,23,24,24,24,25,25,25,25,25,25,25,26,26,28,28,29,29,29,30,30,30,30,30,30,30,30,30,31,31,32,32,32,32,32,32,32,32,32,32,33,33,33,34,34,36,36,37,37,37,38,38,38,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, QuizIntro quiz) {
		var lesson = quiz.placed().lesson();
		jteOutput.writeContent("\n");
		String back = "/programs/" + quiz.program().id() + "/lessons/" + lesson.id();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("quiz.of", lesson.title()), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<p class=\"quiet mb-1\"><a");
				var __jte_html_attribute_0 = back;
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" href=\"");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(lesson.title());
				jteOutput.writeContent("</a></p>\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(ui.t("quiz.quiz"));
				jteOutput.writeContent("</h1></div>\n<section class=\"paper\">\n<dl class=\"facts\"><dt>");
				jteOutput.setContext("dt", null);
				jteOutput.writeUserContent(ui.t("quiz.questions"));
				jteOutput.writeContent("</dt><dd>");
				jteOutput.setContext("dd", null);
				jteOutput.writeUserContent(quiz.quiz().questions());
				jteOutput.writeContent("</dd>\n<dt>");
				jteOutput.setContext("dt", null);
				jteOutput.writeUserContent(ui.t("quiz.pass-mark"));
				jteOutput.writeContent("</dt><dd>");
				jteOutput.setContext("dd", null);
				jteOutput.writeUserContent(ui.t("quiz.points", quiz.quiz().passMark()));
				jteOutput.writeContent("</dd>\n<dt>");
				jteOutput.setContext("dt", null);
				jteOutput.writeUserContent(ui.t("quiz.time"));
				jteOutput.writeContent("</dt><dd>");
				jteOutput.setContext("dd", null);
				jteOutput.writeUserContent(quiz.quiz().timeLimit() == null ? ui.t("quiz.no-limit") : ui.clock(quiz.quiz().timeLimit()));
				jteOutput.writeContent("</dd>\n<dt>");
				jteOutput.setContext("dt", null);
				jteOutput.writeUserContent(ui.t("quiz.attempts"));
				jteOutput.writeContent("</dt><dd>");
				jteOutput.setContext("dd", null);
				jteOutput.writeUserContent(quiz.quiz().maxAttempts() == null ? ui.t("quiz.unlimited") : quiz.attempts().size() + " / " + quiz.quiz().maxAttempts());
				jteOutput.writeContent("</dd></dl>\n");
				if (quiz.passed()) {
					jteOutput.writeContent("\n<p><span class=\"tag tag-good\">");
					jteOutput.setContext("span", null);
					jteOutput.writeUserContent(ui.t("quiz.passed"));
					jteOutput.writeContent("</span></p>\n<p class=\"actions\"><a class=\"btn btn-primary\" href=\"/programs/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(quiz.program().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("/lessons\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t("quiz.all-lessons"));
					jteOutput.writeContent("</a></p>\n");
				} else if (quiz.open() != null) {
					jteOutput.writeContent("\n<p class=\"actions\"><a class=\"btn btn-apricot\" href=\"/attempts/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(quiz.open().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t("quiz.continue"));
					jteOutput.writeContent("</a></p>\n");
				} else if (quiz.attemptLeft()) {
					jteOutput.writeContent("\n<form method=\"post\"");
					var __jte_html_attribute_1 = back + "/quiz";
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
						jteOutput.writeContent(" action=\"");
						jteOutput.setContext("form", "action");
						jteOutput.writeUserContent(__jte_html_attribute_1);
						jteOutput.setContext("form", null);
						jteOutput.writeContent("\"");
					}
					jteOutput.writeContent(">");
					gg.jte.generated.ondemand.components.JtecsrfGenerated.render(jteOutput, jteHtmlInterceptor, ui);
					jteOutput.writeContent("<button class=\"btn btn-apricot\" type=\"submit\">");
					jteOutput.setContext("button", null);
					jteOutput.writeUserContent(quiz.attempts().isEmpty() ? ui.t("quiz.begin") : ui.t("quiz.again"));
					jteOutput.writeContent("</button></form>\n<p class=\"quiet mt-2\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("quiz.hint"));
					jteOutput.writeContent("</p>\n");
				} else {
					jteOutput.writeContent("\n<p>");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("quiz.none-left"));
					jteOutput.writeContent("</p>\n<p class=\"actions\"><a class=\"btn btn-outline-primary\" href=\"/appeals/new?kind=QUIZ&amp;about=");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(quiz.attempts().getFirst().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t("platform.appeal"));
					jteOutput.writeContent("</a></p>\n");
				}
				jteOutput.writeContent("\n</section>\n");
				if (!quiz.attempts().isEmpty()) {
					jteOutput.writeContent("\n<section class=\"section\"><h2 class=\"h5\">");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t("quiz.so-far"));
					jteOutput.writeContent("</h2>\n<table class=\"table\"><thead><tr><th>");
					jteOutput.setContext("th", null);
					jteOutput.writeUserContent(ui.t("quiz.attempt"));
					jteOutput.writeContent("</th><th>");
					jteOutput.setContext("th", null);
					jteOutput.writeUserContent(ui.t("quiz.when"));
					jteOutput.writeContent("</th><th class=\"number\">");
					jteOutput.setContext("th", null);
					jteOutput.writeUserContent(ui.t("quiz.score"));
					jteOutput.writeContent("</th></tr></thead><tbody>\n");
					for (AttemptPage attempt : quiz.attempts()) {
						jteOutput.writeContent("\n<tr><td><a href=\"/attempts/");
						jteOutput.setContext("a", "href");
						jteOutput.writeUserContent(attempt.id().toString());
						jteOutput.setContext("a", null);
						jteOutput.writeContent("\">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(attempt.number());
						jteOutput.writeContent("</a></td><td>");
						jteOutput.setContext("td", null);
						jteOutput.writeUserContent(attempt.submittedAt() == null ? ui.t("quiz.open") : ui.minute(attempt.submittedAt()));
						jteOutput.writeContent("</td>\n<td class=\"number\">");
						jteOutput.setContext("td", null);
						jteOutput.writeUserContent(attempt.score() == null ? "–" : attempt.score().toString());
						jteOutput.writeContent("</td></tr>\n");
					}
					jteOutput.writeContent("\n</tbody></table></section>\n");
				}
				jteOutput.writeContent("\n");
			}
		}, "learn", null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		QuizIntro quiz = (QuizIntro)params.get("quiz");
		render(jteOutput, jteHtmlInterceptor, ui, quiz);
	}
}
