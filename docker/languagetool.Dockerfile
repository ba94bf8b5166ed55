# medlint with Java and LanguageTool, to check drafts in the folder that is mounted at /drafts:
#   docker compose run --rm medlint check
# or without compose:
#   docker build -t medlint-languagetool -f docker/languagetool.Dockerfile .
#   docker run --rm -v "$PWD:/drafts" medlint-languagetool check
FROM python:3.12-slim AS build
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends default-jdk-headless maven
WORKDIR /source
COPY . .
RUN python -m venv /opt/medlint \
    && /opt/medlint/bin/pip install --no-cache-dir -c constraints.txt '.[languagetool]' \
    && /opt/medlint/bin/python -m compileall -q /opt/medlint
# It is started once as a test; a build whose server does not work fails here.
RUN LTP_PATH=/opt/languagetool /opt/medlint/bin/medlint grammar install --from maven

FROM python:3.12-slim
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends default-jre-headless git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 1000 medlint \
    && install -d -o medlint /tmp/medlint-cache
COPY --from=build /opt/medlint /opt/medlint
COPY --from=build /opt/languagetool /opt/languagetool
ENV PATH=/opt/medlint/bin:$PATH \
    LTP_PATH=/opt/languagetool \
    MEDLINT_CACHE_DIR=/tmp/medlint-cache \
    PYTHONUTF8=1
USER medlint
WORKDIR /drafts
ENTRYPOINT ["medlint"]
CMD ["check"]
