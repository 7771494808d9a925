package gg.jte.generated.ondemand.home;
import java.util.List;
import org.xingtan.home.TodoItem;
@SuppressWarnings("unchecked")
public final class JtetodoGenerated {
	public static final String JTE_NAME = "home/todo.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,5,5,5,5,5,5,5,5,5,5,6,6,7,7,8,8,9,9,10,10,11,11,12,12,12,14,14,15,15,15,16,16,17,17,17,18,18,19,19,20,20,20,21,21,22,22,22,23,23,24,24,25,25,25,25,25,25,25,25,25,25,25,25,25,25,25,26,26,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,29,29,31,31,31,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, List<TodoItem> items) {
		jteOutput.writeContent("<ol class=\"todo\"");
		var __jte_html_attribute_0 = ui.t("home.todo");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("ol", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("ol", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n");
		for (int i = 0; i < items.size(); i++) {
			jteOutput.writeContent("\n");
			TodoItem item = items.get(i);
			jteOutput.writeContent("\n");
			var duty = item.duty();
			jteOutput.writeContent("\n");
			String kind = duty == null ? "home.todo." + item.kind() : duty.text();
			jteOutput.writeContent("\n");
			String title = duty == null ? ui.t(kind, item.title()) : ui.t(kind, duty.arguments().toArray());
			jteOutput.writeContent("\n<li><span class=\"todo-icon\">");
			gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, item.icon());
			jteOutput.writeContent("</span>\n<span class=\"todo-text\"><span class=\"todo-title\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(title);
			jteOutput.writeContent("</span>\n<span class=\"todo-about\">\n");
			if (duty != null) {
				jteOutput.writeContent("\n");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t(duty.about(), duty.arguments().toArray()));
				jteOutput.writeContent("\n");
			} else if (!item.title().equals(item.program())) {
				jteOutput.writeContent("\n");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(item.program());
				jteOutput.writeContent(" ·\n");
			}
			jteOutput.writeContent("\n");
			if (item.minutes() > 0) {
				jteOutput.writeContent("\n");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("home.minutes", item.minutes()));
				jteOutput.writeContent("\n");
			} else if (duty == null) {
				jteOutput.writeContent("\n");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("home.todo.look"));
				jteOutput.writeContent("\n");
			}
			jteOutput.writeContent("\n");
			if (item.due() != null) {
				jteOutput.writeContent("\n· ");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("platform.window.closes", ui.minute(item.due())));
				jteOutput.writeContent(" <time class=\"window-left\"");
				var __jte_html_attribute_1 = org.xingtan.platform.web.Dates.rfc3339(item.due());
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
					jteOutput.writeContent(" datetime=\"");
					jteOutput.setContext("time", "datetime");
					jteOutput.writeUserContent(__jte_html_attribute_1);
					jteOutput.setContext("time", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(" data-countdown>");
				jteOutput.setContext("time", null);
				jteOutput.writeUserContent(ui.t("platform.window.left", ui.until(item.due())));
				jteOutput.writeContent("</time>\n");
			}
			jteOutput.writeContent("\n</span></span>\n<a class=\"btn ");
			jteOutput.setContext("a", "class");
			jteOutput.writeUserContent(i == 0 ? "btn-apricot" : "btn-outline-primary");
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
			var __jte_html_attribute_2 = item.href();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
				jteOutput.writeContent(" href=\"");
				jteOutput.setContext("a", "href");
				jteOutput.writeUserContent(__jte_html_attribute_2);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(ui.t(kind + ".act"));
			jteOutput.setContext("a", null);
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(ui.chinese() ? "：" : ": ");
			jteOutput.setContext("a", null);
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(duty == null ? item.title() : title);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\">");
			jteOutput.setContext("a", null);
			jteOutput.writeUserContent(ui.t(kind + ".act"));
			jteOutput.writeContent("</a></li>\n");
		}
		jteOutput.writeContent("\n</ol>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		List<TodoItem> items = (List<TodoItem>)params.get("items");
		render(jteOutput, jteHtmlInterceptor, ui, items);
	}
}
