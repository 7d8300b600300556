"""Asking a language model over OpenAI's protocol, by pydantic-ai (extra `llm`)."""

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from moderator.errors import CannotStart, ModelFailed
from moderator.knowledge.model import Endpoint

if TYPE_CHECKING:
    import openai
    from pydantic_ai import Agent

_MOST_TOKENS = 200


class LanguageModel:
    """Asks the model that a show names, once a question and at no other address.

    Args:
        endpoints: those that a show names; all that asking them loads is loaded now.

    Raises:
        CannotStart: the extra is not installed.
    """

    def __init__(self, endpoints: Iterable[Endpoint] = ()) -> None:
        try:
            import openai
            import pydantic_ai.models.openai  # noqa: F401 — seconds, which no question should wait
        except ImportError as error:
            what = "no language model is asked: its packages are not installed"
            raise CannotStart(what, "pip install 'moderator[llm]'") from error
        self._clients: dict[Endpoint, openai.AsyncOpenAI] = {}
        for endpoint in endpoints:
            with suppress(ModelFailed):  # it has no key, which each question tells
                self._agent(endpoint, "")

    async def draft(self, endpoint: Endpoint, instructions: str, prompt: str) -> str:
        """What it writes.

        Raises:
            ModelFailed: it does not answer, or not with text.
        """
        agent = self._agent(endpoint, instructions)
        try:
            answer = await agent.run(
                prompt, model_settings={"max_tokens": _MOST_TOKENS, "temperature": 0.0}
            )
        except Exception as error:
            raise ModelFailed(f"{endpoint.name} does not answer: {_in_words(error)}") from error
        return answer.output

    async def aclose(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            await client.close()

    def _agent(self, endpoint: Endpoint, instructions: str) -> "Agent[None, str]":
        from pydantic_ai import Agent
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai import OpenAIProvider

        if endpoint not in self._clients:
            self._clients[endpoint] = self._client(endpoint)
        provider = OpenAIProvider(openai_client=self._clients[endpoint])
        model = OpenAIChatModel(endpoint.name, provider=provider)
        return Agent(model, instructions=instructions, retries=0)

    def _client(self, endpoint: Endpoint) -> "openai.AsyncOpenAI":
        """Asks no other host, whoever leads there, and gives it no key but its own."""
        import httpx2
        import openai

        from moderator.knowledge.bounded import Bounded

        key = os.environ.get(endpoint.key_from, "") if endpoint.key_from else "none"
        if not key:
            raise ModelFailed(f"{endpoint.name} is not asked: {endpoint.key_from} is not set")
        http = httpx2.AsyncClient(
            follow_redirects=False, trust_env=False, transport=Bounded(trust_env=False)
        )
        return openai.AsyncOpenAI(
            base_url=endpoint.address,
            api_key=key,
            organization="",
            project="",
            http_client=http,
            max_retries=0,
            timeout=endpoint.within_s,
        )


def _in_words(error: Exception) -> str:
    """What went wrong, without the words of whoever is asked: they may repeat the question."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}, status {status}" if status else type(error).__name__
