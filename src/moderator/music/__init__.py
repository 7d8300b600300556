"""Music of our own: a recipe in the show's folder, and the instrument that sounds it."""

from moderator.music.recipe import Music, is_recipe, read_music
from moderator.music.rendering import music_sound, render_music

__all__ = ["Music", "is_recipe", "music_sound", "read_music", "render_music"]
