from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "phrom.channels"
