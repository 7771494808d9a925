package gg.jte.generated.ondemand.quiz;
import org.xingtan.catalog.Question;
import org.xingtan.quiz.AttemptPage;
@SuppressWarnings("unchecked")
public final class JtequestionGenerated {
	public static final String JTE_NAME = "quiz/question.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,7,7,8,8,9,9,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,11,11,11,11,11,11,11,11,11,12,12,13,13,13,13,13,13,13,14,14,16,16,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,17,18,18,19,19,20,20,20,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,21,22,22,23,23,23,23,23,23,23,23,23,23,23,23,23,23,23,23,24,24,26,26,27,27,28,28,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,29,30,30,31,31,32,32,33,33,33,34,34,36,36,36,3,4,5,6,6,6,6};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, AttemptPage page, Question question, int number) {
		boolean open = page.isOpen();
		jteOutput.writeContent("\n");
		String name = "q-" + question.id();
		jteOutput.writeContent("\n");
		String kind = question.kind().name();
		jteOutput.writeContent("\n<fieldset class=\"question\"");
		var __jte_html_attribute_0 = question.id().toString();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" data-question=\"");
			jteOutput.setContext("fieldset", "data-question");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("fieldset", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = kind;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" data-kind=\"");
			jteOutput.setContext("fieldset", "data-kind");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("fieldset", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_2 = !open;
		if (__jte_html_attribute_2) {
		jteOutput.writeContent(" disabled");
		}
		jteOutput.writeContent(">\n<legend>");
		jteOutput.setContext("legend", null);
		jteOutput.writeUserContent(number);
		jteOutput.writeContent(". ");
		jteOutput.setContext("legend", null);
		jteOutput.writeUserContent(question.text());
		jteOutput.writeContent(" <span class=\"quiet\">（");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(ui.t("quiz.kind." + kind));
		jteOutput.writeContent("）</span>\n");
		if (!open) {
			jteOutput.writeContent("\n<span class=\"tag ");
			jteOutput.setContext("span", "class");
			jteOutput.writeUserContent(page.right(question) ? "tag-good" : "tag-bad");
			jteOutput.setContext("span", null);
			jteOutput.writeContent("\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(page.right(question) ? ui.t("quiz.right") : ui.t("quiz.wrong"));
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n</legend>\n");
		if (kind.equals("FILL")) {
			jteOutput.writeContent("\n<input class=\"form-control\" type=\"text\"");
			var __jte_html_attribute_3 = name;
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
				jteOutput.writeContent(" name=\"");
				jteOutput.setContext("input", "name");
				jteOutput.writeUserContent(__jte_html_attribute_3);
				jteOutput.setContext("input", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_4 = page.text(question);
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
				jteOutput.writeContent(" value=\"");
				jteOutput.setContext("input", "value");
				jteOutput.writeUserContent(__jte_html_attribute_4);
				jteOutput.setContext("input", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(" maxlength=\"500\" autocomplete=\"off\"");
			var __jte_html_attribute_5 = ui.t("quiz.your-answer");
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
				jteOutput.writeContent(" aria-label=\"");
				jteOutput.setContext("input", "aria-label");
				jteOutput.writeUserContent(__jte_html_attribute_5);
				jteOutput.setContext("input", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">\n");
		} else if (kind.equals("MATCHING")) {
			jteOutput.writeContent("\n");
			for (Question.Choice option : question.options()) {
				jteOutput.writeContent("\n<label class=\"match\"><span>");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(option.text());
				jteOutput.writeContent("</span>\n<select class=\"form-select\"");
				var __jte_html_attribute_6 = name + "-" + option.id();
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
					jteOutput.writeContent(" name=\"");
					jteOutput.setContext("select", "name");
					jteOutput.writeUserContent(__jte_html_attribute_6);
					jteOutput.setContext("select", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_7 = option.id();
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_7)) {
					jteOutput.writeContent(" data-option=\"");
					jteOutput.setContext("select", "data-option");
					jteOutput.writeUserContent(__jte_html_attribute_7);
					jteOutput.setContext("select", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent("><option value=\"\">");
				jteOutput.setContext("option", null);
				jteOutput.writeUserContent(ui.t("quiz.choose"));
				jteOutput.writeContent("</option>\n");
				for (Question.Choice target : question.targets()) {
					jteOutput.writeContent("\n<option");
					var __jte_html_attribute_8 = target.id();
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_8)) {
						jteOutput.writeContent(" value=\"");
						jteOutput.setContext("option", "value");
						jteOutput.writeUserContent(__jte_html_attribute_8);
						jteOutput.setContext("option", null);
						jteOutput.writeContent("\"");
					}
					var __jte_html_attribute_9 = page.matched(question, option.id()).equals(target.id());
					if (__jte_html_attribute_9) {
					jteOutput.writeContent(" selected");
					}
					jteOutput.writeContent(">");
					jteOutput.setContext("option", null);
					jteOutput.writeUserContent(target.text());
					jteOutput.writeContent("</option>\n");
				}
				jteOutput.writeContent("\n</select></label>\n");
			}
			jteOutput.writeContent("\n");
		} else {
			jteOutput.writeContent("\n");
			for (Question.Choice option : question.options()) {
				jteOutput.writeContent("\n<label class=\"choice\"><input");
				var __jte_html_attribute_10 = kind.equals("MULTIPLE") ? "checkbox" : "radio";
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_10)) {
					jteOutput.writeContent(" type=\"");
					jteOutput.setContext("input", "type");
					jteOutput.writeUserContent(__jte_html_attribute_10);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_11 = name;
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_11)) {
					jteOutput.writeContent(" name=\"");
					jteOutput.setContext("input", "name");
					jteOutput.writeUserContent(__jte_html_attribute_11);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_12 = option.id();
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_12)) {
					jteOutput.writeContent(" value=\"");
					jteOutput.setContext("input", "value");
					jteOutput.writeUserContent(__jte_html_attribute_12);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_13 = page.chose(question, option.id());
				if (__jte_html_attribute_13) {
				jteOutput.writeContent(" checked");
				}
				jteOutput.writeContent("> <span>");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(option.text());
				jteOutput.writeContent("</span></label>\n");
			}
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n");
		if (!open && page.showsKey() && !question.explanation().isEmpty()) {
			jteOutput.writeContent("\n<p class=\"quiet\">");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(question.explanation());
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n</fieldset>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		AttemptPage page = (AttemptPage)params.get("page");
		Question question = (Question)params.get("question");
		int number = (int)params.get("number");
		render(jteOutput, jteHtmlInterceptor, ui, page, question, number);
	}
}
