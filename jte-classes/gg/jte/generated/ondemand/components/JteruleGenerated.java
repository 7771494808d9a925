package gg.jte.generated.ondemand.components;
import org.xingtan.platform.Condition;
@SuppressWarnings("unchecked")
public final class JteruleGenerated {
	public static final String JTE_NAME = "components/rule.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,2,2,2,7,7,8,8,9,9,10,10,11,13,13,14,14,15,15,15,16,16,16,2,3,4,5,6,6,6,6};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, Condition condition, boolean negated, boolean open, String source) {
		boolean made = !condition.conditions().isEmpty();
		jteOutput.writeContent("\n");
		boolean inside = negated != condition.negates();
		jteOutput.writeContent("\n");
		String plain = condition.met() ? "is" : "not";
		jteOutput.writeContent("\n");
		String mark = negated ? plain : condition.met() ? "tick" : condition.isGap() ? "gap" : "cross";
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.components.JteconditionGenerated.render(jteOutput, jteHtmlInterceptor, ui, mark, ui.t(condition), condition.counts() ? condition.have() + " / " + condition.need() : null, condition.source() == null || condition.source().equals(source) ? null : condition.source(), made && !open && condition.met() != negated, !made ? null : new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.components.JteconditionsGenerated.render(jteOutput, jteHtmlInterceptor, ui, condition.conditions(), inside, open || condition.met() != negated, condition.source());
				jteOutput.writeContent("\n");
			}
		});
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		Condition condition = (Condition)params.get("condition");
		boolean negated = (boolean)params.get("negated");
		boolean open = (boolean)params.get("open");
		String source = (String)params.getOrDefault("source", null);
		render(jteOutput, jteHtmlInterceptor, ui, condition, negated, open, source);
	}
}
