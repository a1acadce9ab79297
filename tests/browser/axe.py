"""axe-core in a page. It goes in through the debugger: our CSP forbids foreign script in a tag."""

from importlib.resources import files

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 asks for targets of 24 pixels; axe leaves that rule off unless it is asked.
# Without `preload`: it asks for stylesheets that others import, at an address beside the page and not beside the stylesheet.
RUN = """async () => (await axe.run(document, {preload: false, resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`))"""


# What a bar in sight covers at the moment can be scrolled from under it; axe counts it as a small target.
UNSTICK = (
    """() => document.querySelectorAll('.bar.submit-row').forEach(bar => { bar.style.position = 'static' })"""
)


def violations(page) -> list[str]:
    """What axe finds wrong with the page as it stands now, best practices included, one line for each element."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE)
    page.evaluate(UNSTICK)
    return page.evaluate(RUN)
