package gg.jte.generated.ondemand.home;
import java.util.List;
import org.xingtan.home.ConsoleView;
@SuppressWarnings("unchecked")
public final class JtepostsGenerated {
	public static final String JTE_NAME = "home/posts.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,5,5,5,5,5,5,5,5,5,5,6,6,7,7,8,8,9,9,9,9,9,9,10,10,10,11,11,12,12,12,12,12,12,12,13,13,15,15,17,17,17,3,4,4,4,4};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, List<ConsoleView.Post> posts) {
		jteOutput.writeContent("<ul class=\"todo\"");
		var __jte_html_attribute_0 = ui.t("home.posts");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("ul", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("ul", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n");
		for (ConsoleView.Post post : posts) {
			jteOutput.writeContent("\n");
			String role = ui.t("directory.role." + post.role().name());
			jteOutput.writeContent("\n<li><span class=\"todo-icon\">");
			gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "people");
			jteOutput.writeContent("</span>\n<span class=\"todo-text\"><span class=\"todo-title\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(role);
			jteOutput.writeContent(" · ");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(post.name().in(ui.locale()));
			jteOutput.writeContent("</span>\n<span class=\"todo-about\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(ui.t("home.post." + post.role().name()));
			jteOutput.writeContent("</span></span>\n");
			if (post.hasConsole()) {
				jteOutput.writeContent("\n<a class=\"btn btn-outline-primary\" href=\"/console?organization=");
				jteOutput.setContext("a", "href");
				jteOutput.writeUserContent(post.organization().toString());
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("home.post.console"));
				jteOutput.writeContent("</a>\n");
			}
			jteOutput.writeContent("\n</li>\n");
		}
		jteOutput.writeContent("\n</ul>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		List<ConsoleView.Post> posts = (List<ConsoleView.Post>)params.get("posts");
		render(jteOutput, jteHtmlInterceptor, ui, posts);
	}
}
