package gg.jte.generated.ondemand.components;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
@SuppressWarnings("unchecked")
public final class JtewindowGenerated {
	public static final String JTE_NAME = "components/window.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,6,6,7,7,8,8,8,8,9,9,10,10,11,11,11,12,12,13,13,14,14,14,14,14,14,14,14,14,14,14,14,14,14,14,15,15,16,16,16,16,16,16,16,16,16,16,16,16,17,17,18,18,18,18,18,18,18,18,18,18,18,18,19,19,21,21,21,3,4,5,5,5,5};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, Window window, boolean named) {
		boolean over = window.isOver(ui.now());
		jteOutput.writeContent("\n");
		boolean open = window.contains(ui.now());
		jteOutput.writeContent("\n<span class=\"window ");
		jteOutput.setContext("span", "class");
		jteOutput.writeUserContent(open ? "is-open" : over ? "is-over" : "is-ahead");
		jteOutput.setContext("span", null);
		jteOutput.writeContent("\">\n");
		gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "clock");
		jteOutput.writeContent("\n");
		if (named) {
			jteOutput.writeContent("\n<span class=\"window-name\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("platform.window." + window.kind()));
			jteOutput.writeContent("</span>\n");
		}
		jteOutput.writeContent("\n");
		if (open) {
			jteOutput.writeContent("\n<span>");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("platform.window.closes", ui.minute(window.closes())));
			jteOutput.writeContent("</span> <time class=\"window-left\"");
			var __jte_html_attribute_0 = Dates.rfc3339(window.closes());
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
				jteOutput.writeContent(" datetime=\"");
				jteOutput.setContext("time", "datetime");
				jteOutput.writeUserContent(__jte_html_attribute_0);
				jteOutput.setContext("time", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(" data-countdown>");
			jteOutput.setContext("time", null);
			jteOutput.writeUserContent(ui.t("platform.window.left", ui.until(window.closes())));
			jteOutput.writeContent("</time>\n");
		} else if (over) {
			jteOutput.writeContent("\n<time");
			var __jte_html_attribute_1 = Dates.rfc3339(window.closes());
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
				jteOutput.writeContent(" datetime=\"");
				jteOutput.setContext("time", "datetime");
				jteOutput.writeUserContent(__jte_html_attribute_1);
				jteOutput.setContext("time", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">");
			jteOutput.setContext("time", null);
			jteOutput.writeUserContent(ui.t("platform.window.over", ui.minute(window.closes())));
			jteOutput.writeContent("</time>\n");
		} else {
			jteOutput.writeContent("\n<time");
			var __jte_html_attribute_2 = Dates.rfc3339(window.opens());
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
				jteOutput.writeContent(" datetime=\"");
				jteOutput.setContext("time", "datetime");
				jteOutput.writeUserContent(__jte_html_attribute_2);
				jteOutput.setContext("time", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">");
			jteOutput.setContext("time", null);
			jteOutput.writeUserContent(ui.t("platform.window.ahead", ui.minute(window.opens()), ui.minute(window.closes())));
			jteOutput.writeContent("</time>\n");
		}
		jteOutput.writeContent("\n</span>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		Window window = (Window)params.get("window");
		boolean named = (boolean)params.getOrDefault("named", true);
		render(jteOutput, jteHtmlInterceptor, ui, window, named);
	}
}
