# medlint without Java, to check drafts in the folder that is mounted at /drafts:
#   docker build -t medlint .
#   docker run --rm -v "$PWD:/drafts" medlint check
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/medlint \
    && /opt/medlint/bin/pip install --no-cache-dir -c constraints.txt . \
    && /opt/medlint/bin/python -m compileall -q /opt/medlint

FROM python:3.12-slim
# Git is for --since and --staged.
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 1000 medlint
COPY --from=build /opt/medlint /opt/medlint
ENV PATH=/opt/medlint/bin:$PATH MEDLINT_CACHE_DIR=/tmp/medlint-cache PYTHONUTF8=1
USER medlint
WORKDIR /drafts
ENTRYPOINT ["medlint"]
CMD ["check"]
