package gg.jte.generated.ondemand.home;
import java.util.List;
import org.xingtan.home.ConsoleView;
import org.xingtan.home.Taking;
import org.xingtan.home.TodoItem;
import org.xingtan.ledger.Standing;
@SuppressWarnings("unchecked")
public final class JtehomeGenerated {
	public static final String JTE_NAME = "home/home.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,2,3,4,5,5,5,5,10,10,11,11,11,12,12,12,12,12,12,13,13,14,14,15,15,16,16,17,17,18,18,19,19,20,20,21,21,21,22,22,23,23,24,24,26,26,27,27,28,28,30,30,32,32,32,33,33,35,35,36,36,37,37,38,38,39,39,40,40,42,42,43,43,43,44,44,45,45,46,46,47,47,47,48,48,50,50,52,52,53,53,53,54,54,54,55,55,56,56,56,57,57,59,59,60,60,60,60,60,60,60,60,61,61,63,63,65,65,65,66,66,66,5,6,7,8,9,9,9,9};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, List<TodoItem> items, List<Taking> takings, Standing standing, List<ConsoleView.Post> posts) {
		var certificates = takings.stream().filter(it -> it.certificate() != null).toList();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, ui.t("home.title"), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<div class=\"page-head\"><h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(ui.t("home.hello", ui.actor() == null ? "" : ui.actor().personName()));
				jteOutput.writeContent("</h1><p class=\"quiet\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("home.todo.count", items.size()));
				jteOutput.writeContent("</p></div>\n");
				if (!posts.isEmpty()) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.home.JtepostsGenerated.render(jteOutput, jteHtmlInterceptor, ui, posts);
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n");
				if (items.isEmpty()) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteemptyGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("home.todo.none"), ui.t("home.todo.none.text"), "/programs", ui.t("home.todo.none.act"));
					jteOutput.writeContent("\n");
				} else {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.home.JtetodoGenerated.render(jteOutput, jteHtmlInterceptor, ui, items);
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n<div class=\"split\"><section><h2>");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("home.takings"));
				jteOutput.writeContent("</h2>\n");
				if (takings.isEmpty()) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteemptyGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("home.takings.none"), ui.t("home.takings.none.text"), null, null);
					jteOutput.writeContent("\n");
				} else {
					jteOutput.writeContent("\n<ul class=\"grid\">\n");
					for (Taking taking : takings) {
						jteOutput.writeContent("\n");
						gg.jte.generated.ondemand.home.JtetakingGenerated.render(jteOutput, jteHtmlInterceptor, ui, taking);
						jteOutput.writeContent("\n");
					}
					jteOutput.writeContent("\n</ul>\n");
				}
				jteOutput.writeContent("\n</section><aside>\n<section class=\"paper\"><h2>");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("home.standing", standing.year()));
				jteOutput.writeContent("</h2>\n");
				var total = standing.total();
				jteOutput.writeContent("\n<div class=\"standing\">\n");
				if (total.need() != null) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteringGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("home.standing.label", total.have(), total.need()), ui.hours(total.have()), total.have().hundredths(), total.need().hundredths(), ui.t("home.standing.of", total.need()));
					jteOutput.writeContent("\n");
				} else {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteringGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("home.standing.sum", total.have()), ui.hours(total.have()), 0, 0, ui.t("home.hours"));
					jteOutput.writeContent("\n");
				}
				jteOutput.writeContent("\n");
				if (!standing.categories().isEmpty()) {
					jteOutput.writeContent("\n<ul class=\"standing-lines\">\n");
					for (Standing.Line line : standing.categories()) {
						jteOutput.writeContent("\n<li>");
						jteOutput.setContext("li", null);
						jteOutput.writeUserContent(line.title().in(ui.locale()));
						jteOutput.writeContent("\n");
						if (line.need() != null && line.need().hundredths() > 0) {
							jteOutput.writeContent("\n");
							gg.jte.generated.ondemand.components.JteprogressGenerated.render(jteOutput, jteHtmlInterceptor, line.title().in(ui.locale()), line.have().hundredths(), line.need().hundredths(), ui.hours(line.have()) + " / " + ui.hours(line.need()));
							jteOutput.writeContent("\n");
						} else {
							jteOutput.writeContent("\n<span class=\"number\">");
							jteOutput.setContext("span", null);
							jteOutput.writeUserContent(ui.hours(line.have()));
							jteOutput.writeContent("</span>\n");
						}
						jteOutput.writeContent("\n</li>\n");
					}
					jteOutput.writeContent("\n</ul>\n");
				}
				jteOutput.writeContent("\n</div><p class=\"mb-0\"><a href=\"/standing\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("home.standing.more"));
				jteOutput.writeContent("</a></p></section>\n<section class=\"paper\"><h2>");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("home.certificates"));
				jteOutput.writeContent("</h2>\n");
				if (certificates.isEmpty()) {
					jteOutput.writeContent("\n<p class=\"quiet\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("home.certificates.none"));
					jteOutput.writeContent("</p>\n");
				} else {
					jteOutput.writeContent("\n<ul class=\"plain\">\n");
					for (Taking it : certificates) {
						jteOutput.writeContent("\n<li><a href=\"/certificates\">");
						gg.jte.generated.ondemand.components.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "certificate");
						jteOutput.writeContent(" ");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(it.program().title());
						jteOutput.writeContent("</a> <br><span class=\"quiet small number\">");
						jteOutput.setContext("span", null);
						jteOutput.writeUserContent(it.certificate().number());
						jteOutput.writeContent("</span></li>\n");
					}
					jteOutput.writeContent("\n</ul>\n");
				}
				jteOutput.writeContent("\n</section></aside></div>\n");
			}
		}, "home", null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		List<TodoItem> items = (List<TodoItem>)params.get("items");
		List<Taking> takings = (List<Taking>)params.get("takings");
		Standing standing = (Standing)params.get("standing");
		List<ConsoleView.Post> posts = (List<ConsoleView.Post>)params.get("posts");
		render(jteOutput, jteHtmlInterceptor, ui, items, takings, standing, posts);
	}
}
