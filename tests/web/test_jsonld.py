from web.jsonld import breadcrumbs, item_list, script


def test_text_cannot_end_the_script_element_or_start_a_comment():
    assert script({"name": "A</script><!--é&"}) == (
        '<script type="application/ld+json">{"name": "A\\u003C/script\\u003E\\u003C!--é\\u0026"}</script>'
    )


def test_breadcrumbs_are_numbered_from_the_home_page():
    way = [("Home", "/"), ("Find a group", "/support-groups/")]

    trail = breadcrumbs(way, "The Tuesday Table", "https://x.org{}".format)

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
            {"@type": "ListItem", "position": 3, "name": "The Tuesday Table"},
        ],
    }


def test_a_list_names_the_address_of_each_item_in_order():
    listed = item_list(
        [("Bones", "/articles/bones/"), ("Sleep", "/articles/sleep/")], "https://x.org{}".format
    )

    assert listed["@type"] == "ItemList"
    assert [(one["position"], one["name"], one["url"]) for one in listed["itemListElement"]] == [
        (1, "Bones", "https://x.org/articles/bones/"),
        (2, "Sleep", "https://x.org/articles/sleep/"),
    ]
