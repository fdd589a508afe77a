"""How the page looks: system fonts, calm colours, light and dark, from files beside this module."""

from pathlib import Path

import gradio as gr

FOLDER = Path(__file__).parent
STYLES = FOLDER / "page.css"
SCRIPT = FOLDER / "page.js"
ICON = FOLDER / "icon.svg"
FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """Return the page's theme; nothing in it is fetched from elsewhere."""
    look = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        text_size=gr.themes.sizes.text_md,
        radius_size=gr.themes.sizes.radius_lg,
        font=list(FONTS),
        font_mono=list(MONO),
    )
    return look.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        body_text_color="*neutral_800",
        body_text_color_dark="*neutral_200",
        body_text_color_subdued="*neutral_500",
        body_text_color_subdued_dark="*neutral_400",
        block_background_fill="white",
        block_background_fill_dark="*neutral_900",
        link_text_color="*primary_700",
        link_text_color_dark="*primary_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_600",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_600",
        button_primary_text_color="white",
        block_border_width="0px",
        block_shadow="none",
    )


def head() -> str:
    """Return what goes into the page's head: the script that keeps conversations in the browser."""
    script = SCRIPT.read_text(encoding="utf-8")
    return f'<meta name="color-scheme" content="light dark"><script>{script}</script>'
