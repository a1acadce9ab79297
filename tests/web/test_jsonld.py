from web.jsonld import breadcrumbs, script


def test_text_cannot_end_the_script_element_or_start_a_comment():
    assert script({"name": "A</script><!--é&"}) == (
        '<script type="application/ld+json">{"name": "A\\u003C/script\\u003E\\u003C!--é\\u0026"}</script>'
    )


def test_breadcrumbs_are_numbered_from_the_home_page():
    trail = breadcrumbs([("Home", "/"), ("Find a group", "/support-groups/")], "https://x.org{}".format)

    assert trail == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://x.org/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Find a group",
                "item": "https://x.org/support-groups/",
            },
        ],
    }
