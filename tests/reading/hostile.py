"""Texts that attackers might send."""

from hypothesis import strategies as st

HOSTILE = st.one_of(
    st.text(),
    st.text(st.characters(categories=["So", "Sk", "Mn", "Cs", "Cc", "Cf"])),
    st.builds(lambda word, times: word * times, st.text(max_size=8), st.integers(0, 4_000)),
    st.lists(st.sampled_from(["bad ", "but ", "not ", "good ", "😡", "&", "#", "@", "?", "my ", "phone "])).map(
        "".join
    ),
)
