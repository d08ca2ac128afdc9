"""Views: triggers, hashes, stacks, presses and closing."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack import Person, SlackEmulator
from tests.emulators.slack_app import button, home, modal, opened, section, trigger
from tests.emulators.test_slack_calls import refusal


async def test_a_trigger_lives_three_seconds_and_serves_once(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person
) -> None:
    late, used = await trigger(ada), await trigger(ada)
    await web.views_open(trigger_id=used, view=modal("One"))
    again = web.views_open(trigger_id=used, view=modal("Two"))
    assert await refusal(again) == "exchanged_trigger_id"
    await slack.advance(3.1)
    expired = web.views_open(trigger_id=late, view=modal("Two"))
    assert await refusal(expired) == "expired_trigger_id"
    assert (await ada.sees("One")).updates == 0


async def test_a_view_that_slack_refuses_leaves_its_trigger_unused(
    web: AsyncWebClient, ada: Person
) -> None:
    given = await trigger(ada)
    wrong = web.views_open(trigger_id=given, view=modal("Longer than twenty-four letters"))
    assert await refusal(wrong) == "invalid_arguments"
    await web.views_open(trigger_id=given, view=modal("Short"))


async def test_a_view_over_250_kb_is_too_large(web: AsyncWebClient, ada: Person) -> None:
    large = modal("Large", *[section("x" * 3_000) for _ in range(84)])
    assert await refusal(web.views_open(trigger_id=await trigger(ada), view=large)) == (
        "view_too_large"
    )


async def test_an_old_hash_conflicts_and_none_overrides(web: AsyncWebClient, ada: Person) -> None:
    form = await opened(web, ada, modal("Form"))
    first = await web.views_update(view_id=form.id, hash=form.hash, view=modal("Second"))
    assert first["view"]["hash"] != form.hash
    stale = web.views_update(view_id=form.id, hash=form.hash, view=modal("Third"))
    with pytest.raises(SlackApiError) as caught:
        await stale
    assert caught.value.response["error"] == "hash_conflict"
    await web.views_update(view_id=form.id, view=modal("Fourth"))
    assert (await ada.sees("Fourth")).updates == 2


async def test_a_home_tab_is_published_with_or_against_its_hash(
    web: AsyncWebClient, ada: Person
) -> None:
    first = await web.views_publish(user_id=ada.id, view=home(section("One")))
    second = await web.views_publish(
        user_id=ada.id, view=home(section("Two")), hash=first["view"]["hash"]
    )
    assert second["view"]["id"] == first["view"]["id"]
    stale = web.views_publish(
        user_id=ada.id, view=home(section("Three")), hash=first["view"]["hash"]
    )
    assert await refusal(stale) == "hash_conflict"
    assert (await ada.sees_home("Two")).kind == "home"


async def test_a_stack_holds_three_modals_and_goes_back_one_by_one(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person
) -> None:
    more = modal("First", section("More", accessory=button("More", "anything")))
    view = await opened(web, ada, more)
    for title in ("Second", "Third"):
        pressed = await ada.press(view, "More")
        await web.views_push(
            trigger_id=pressed.payload["trigger_id"], view=more | {"title": words(title)}
        )
        view = await ada.sees(title)
    pressed = await ada.press(view, "More")
    deeper = web.views_push(trigger_id=pressed.payload["trigger_id"], view=modal("Fourth"))
    assert await refusal(deeper) == "push_limit_reached"
    second = await slack.again(view)
    assert (second.previous, second.root) != (None, second.id)
    await ada.close(view)
    await ada.close(await ada.sees("Second"), whole=True)
    assert await ada.view() is None
    assert await refusal(web.views_update(view_id=view.id, view=modal("Late"))) == "not_found"


def words(text: str) -> dict[str, Any]:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


async def test_closing_is_told_only_where_the_app_asked(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    @app.view_closed("form")
    async def closed(ack: Any) -> None:
        await ack()

    quiet = await opened(web, ada, modal("Quiet", callback_id="form"))
    assert await ada.close(quiet) is None
    loud = await opened(web, ada, modal("Loud", callback_id="form", notify_on_close=True))
    told = await ada.close(loud)
    assert told
    assert (told.payload["type"], told.payload["is_cleared"]) == ("view_closed", False)
    assert len(await slack.deliveries("view_closed")) == 1


async def test_nobody_presses_what_they_do_not_see(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person
) -> None:
    bea = await slack.person("Bea")
    form = await opened(web, ada, modal("Form", section("x", accessory=button("Go", "anything"))))
    with pytest.raises(LookupError, match="does not see view"):
        await bea.press(form, "Go")
    with pytest.raises(LookupError, match=r"no button 'Stop'; there are \['anything \(Go\)'\]"):
        await ada.press(form, "Stop")
    await ada.close(form)
    with pytest.raises(LookupError, match="does not see view"):
        await ada.press(form, "Go")


async def test_a_client_not_up_to_date_presses_what_is_gone(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person
) -> None:
    card = section("A card", accessory=button("Approve", "anything", value="R-1"))
    posted = await web.chat_postMessage(channel=ada.id, text="A card", blocks=[card])
    shown = await ada.reads("A card")
    decided = [section("Approved")]
    await web.chat_update(
        channel=posted["channel"], ts=posted["ts"], text="Approved", blocks=decided
    )
    with pytest.raises(LookupError, match="no button 'Approve'"):
        await ada.press(shown, "Approve")
    late = await ada.press(shown, "Approve", stale=True, forged={"value": "R-2"})
    assert late.payload["actions"][0]["value"] == "R-2"
    assert "Approved" in late.payload["message"]["text"]
