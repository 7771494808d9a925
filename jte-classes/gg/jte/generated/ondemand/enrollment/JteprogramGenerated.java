package gg.jte.generated.ondemand.enrollment;
import org.xingtan.enrollment.ProgramPage;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Windows;
@SuppressWarnings("unchecked")
public final class JteprogramGenerated {
	public static final String JTE_NAME = "enrollment/program.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,2,3,3,3,3,6,6,7,7,8,8,8,9,9,9,10,10,11,11,11,11,11,11,11,12,12,13,13,13,14,14,14,15,15,15,15,15,15,16,16,17,17,17,17,17,17,17,18,18,20,20,21,21,21,22,22,23,23,24,24,25,25,26,26,27,27,27,28,28,29,29,30,30,30,30,30,30,31,31,32,32,32,32,32,32,32,33,33,35,35,36,36,36,37,37,38,38,38,38,38,38,38,39,39,40,40,41,41,42,42,43,43,45,45,46,46,46,47,47,49,49,50,50,51,51,51,52,52,53,53,54,54,55,55,55,56,56,58,58,60,60,61,61,61,61,61,61,62,62,65,65,66,66,66,67,67,69,69,70,70,70,72,72,73,73,73,74,74,76,76,77,77,77,78,78,79,79,79,80,80,81,81,81,81,81,81,81,81,81,81,82,82,85,85,85,86,86,86,3,4,5,5,5,5};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, ProgramPage page, java.util.List<Windows.Extension> extensions) {
		var program = page.program();
		jteOutput.writeContent("\n");
		String address = "/programs/" + program.id();
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.layout.JtepageGenerated.render(jteOutput, jteHtmlInterceptor, ui, program.title(), new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<ol class=\"crumbs\"><li><a href=\"/programs\">");
				jteOutput.setContext("a", null);
				jteOutput.writeUserContent(ui.t("enrollment.programs"));
				jteOutput.writeContent("</a></li>\n");
				if (page.parent() != null) {
					jteOutput.writeContent("\n<li><a href=\"/programs/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(page.parent().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(page.parent().title());
					jteOutput.writeContent("</a></li>\n");
				}
				jteOutput.writeContent("\n<li aria-current=\"page\">");
				jteOutput.setContext("li", null);
				jteOutput.writeUserContent(program.title());
				jteOutput.writeContent("</li></ol>\n<h1>");
				jteOutput.setContext("h1", null);
				jteOutput.writeUserContent(program.title());
				jteOutput.writeContent("</h1>\n<p class=\"actions\"><span class=\"tag\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("program.level." + program.level()));
				jteOutput.writeContent("</span><span class=\"quiet\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(page.owner().in(ui.locale()));
				jteOutput.writeContent("</span>\n");
				if (page.notice() != null) {
					jteOutput.writeContent("\n<a href=\"/notices/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(page.notice().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(page.notice().number());
					jteOutput.writeContent("</a>\n");
				}
				jteOutput.writeContent("\n</p>\n");
				if (!program.summary().isEmpty()) {
					jteOutput.writeContent("\n<p class=\"lead\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(program.summary());
					jteOutput.writeContent("</p>\n");
				}
				jteOutput.writeContent("\n");
				if (page.window() != null) {
					jteOutput.writeContent("\n<p>");
					gg.jte.generated.ondemand.components.JtewindowGenerated.render(jteOutput, jteHtmlInterceptor, ui, page.window(), true);
					jteOutput.writeContent("</p>\n");
				}
				jteOutput.writeContent("\n");
				for (Windows.Extension extension : extensions) {
					jteOutput.writeContent("\n<p class=\"note\">");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("enrollment.extended", ui.t("program.window." + extension.kind()), extension.title() == null ? "" : extension.title(), ui.minute(extension.from()), ui.minute(extension.to()), extension.reason()));
					jteOutput.writeContent("</p>\n");
				}
				jteOutput.writeContent("\n");
				if (page.mine() != null) {
					jteOutput.writeContent("\n<div class=\"note note-good\"><p>");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("enrollment.you-take-part", page.mine().track().name(), page.participation().joinedAt()));
					jteOutput.writeContent(" ");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(page.mine().rule());
					jteOutput.writeContent("</p>\n");
					gg.jte.generated.ondemand.enrollment.JteidentityGenerated.render(jteOutput, jteHtmlInterceptor, ui, page.identity());
					jteOutput.writeContent("\n<p class=\"actions\"><a class=\"btn btn-primary\" href=\"");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(address);
					jteOutput.setContext("a", null);
					jteOutput.writeContent("/lessons\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(ui.t(page.participation().startedAt() == null ? "enrollment.start-learning" : "enrollment.continue-learning"));
					jteOutput.writeContent("</a></p></div>\n");
				}
				jteOutput.writeContent("\n<div class=\"split\"><div>\n");
				if (page.mine() == null) {
					jteOutput.writeContent("\n<section class=\"section mt-0\" aria-labelledby=\"who\"><h2 id=\"who\">");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t(page.tracks().size() == 1 ? "enrollment.who" : "enrollment.who.tracks"));
					jteOutput.writeContent("</h2>\n");
					if (ui.actor() == null) {
						jteOutput.writeContent("\n<p><a class=\"btn btn-apricot\" href=\"/sign-in?next=");
						jteOutput.setContext("a", "href");
						jteOutput.writeUserContent(address);
						jteOutput.setContext("a", null);
						jteOutput.writeContent("\">");
						jteOutput.setContext("a", null);
						jteOutput.writeUserContent(ui.t("enrollment.sign-in"));
						jteOutput.writeContent("</a></p>\n");
					}
					jteOutput.writeContent("\n");
					if (page.tracks().size() > 1) {
						jteOutput.writeContent("\n");
						gg.jte.generated.ondemand.components.JtehelpGenerated.render(jteOutput, jteHtmlInterceptor, ui.t("enrollment.track.what"), ui.t("enrollment.track.what.text"));
						jteOutput.writeContent("\n");
					}
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.enrollment.JtetracksGenerated.render(jteOutput, jteHtmlInterceptor, ui, page);
					jteOutput.writeContent("\n</section>\n");
				} else {
					jteOutput.writeContent("\n<details class=\"section mt-0\"><summary class=\"h3\">");
					jteOutput.setContext("summary", null);
					jteOutput.writeUserContent(ui.t(page.tracks().size() == 1 ? "enrollment.who" : "enrollment.who.change"));
					jteOutput.writeContent("</summary>\n");
					gg.jte.generated.ondemand.enrollment.JtetracksGenerated.render(jteOutput, jteHtmlInterceptor, ui, page);
					jteOutput.writeContent("\n</details>\n");
				}
				jteOutput.writeContent("\n");
				if (!page.children().isEmpty()) {
					jteOutput.writeContent("\n<section class=\"section\"><h2>");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t("enrollment.children"));
					jteOutput.writeContent("</h2>\n");
					for (var child : page.children()) {
						jteOutput.writeContent("\n<div class=\"paper\">");
						gg.jte.generated.ondemand.enrollment.JtecardGenerated.render(jteOutput, jteHtmlInterceptor, ui, child.row());
						jteOutput.writeContent("\n");
						if (child.parentCap() != null) {
							jteOutput.writeContent("\n<p>");
							jteOutput.setContext("p", null);
							jteOutput.writeUserContent(child.parentCap());
							jteOutput.writeContent("</p>\n");
						}
						jteOutput.writeContent("\n</div>\n");
					}
					jteOutput.writeContent("\n</section>\n");
				}
				jteOutput.writeContent("\n<section class=\"section\"><h2 id=\"contents\">");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("program.outline"));
				jteOutput.writeContent(" <span class=\"quiet\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(ui.t("program.outline.total", program.lessons().size()));
				jteOutput.writeContent("</span></h2>\n");
				gg.jte.generated.ondemand.program.JteoutlineGenerated.render(jteOutput, jteHtmlInterceptor, ui, program);
				jteOutput.writeContent("\n</section>\n</div><div>\n");
				if (page.window() == null) {
					jteOutput.writeContent("\n<section class=\"paper\" aria-labelledby=\"when\"><h2 id=\"when\">");
					jteOutput.setContext("h2", null);
					jteOutput.writeUserContent(ui.t("enrollment.when"));
					jteOutput.writeContent("</h2>\n");
					gg.jte.generated.ondemand.components.JteverdictGenerated.render(jteOutput, jteHtmlInterceptor, ui, Verdict.of(page.when()));
					jteOutput.writeContent("\n</section>\n");
				}
				jteOutput.writeContent("\n<section class=\"paper\" aria-labelledby=\"rules\"><h2 id=\"rules\">");
				jteOutput.setContext("h2", null);
				jteOutput.writeUserContent(ui.t("program.rules"));
				jteOutput.writeContent("</h2>\n<ul>\n");
				for (String sentence : page.credit()) {
					jteOutput.writeContent("\n<li>");
					jteOutput.setContext("li", null);
					jteOutput.writeUserContent(sentence);
					jteOutput.writeContent("</li>\n");
				}
				jteOutput.writeContent("\n</ul>\n");
				if (page.parentCap() != null) {
					jteOutput.writeContent("\n<p>");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(page.parentCap());
					jteOutput.writeContent("</p>\n");
				}
				jteOutput.writeContent("\n<p class=\"quiet\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(ui.t("program.rules.version", program.ruleVersion()));
				jteOutput.writeContent("\n");
				if (page.notice() != null) {
					jteOutput.writeContent("\n · ");
					jteOutput.setContext("p", null);
					jteOutput.writeUserContent(ui.t("program.rules.source"));
					jteOutput.writeContent(" <a href=\"/notices/");
					jteOutput.setContext("a", "href");
					jteOutput.writeUserContent(page.notice().id().toString());
					jteOutput.setContext("a", null);
					jteOutput.writeContent("\">");
					jteOutput.setContext("a", null);
					jteOutput.writeUserContent(page.notice().number());
					jteOutput.writeContent("</a>\n");
				}
				jteOutput.writeContent("\n</p></section>\n</div></div>\n");
			}
		}, null, null, false);
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		ProgramPage page = (ProgramPage)params.get("page");
		java.util.List<Windows.Extension> extensions = (java.util.List<Windows.Extension>)params.get("extensions");
		render(jteOutput, jteHtmlInterceptor, ui, page, extensions);
	}
}
