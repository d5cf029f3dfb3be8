// The official client of OpenAI for Node against a base address: each line printed is a JSON value
// of what it gave back. Arguments: its module's folder, the base address.
import { createRequire } from "node:module";

const [folder, baseURL] = process.argv.slice(2);
const OpenAI = createRequire(folder + "/")("openai");
const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0, defaultHeaders: { "x-client-id": "hre" } });
const say = (value) => console.log(JSON.stringify(value));
const messages = [{ role: "user", content: "PMAX shows $0 value" }];

const whole = await client.chat.completions.create({ model: "hre", messages, max_completion_tokens: 64 });
say({ text: whole.choices[0].message.content, usage: whole.usage.total_tokens, request: whole._request_id });

const stream = await client.chat.completions.create({
  model: "hre", messages, stream: true, stream_options: { include_usage: true },
});
let text = "", usage = null, chunks = 0;
for await (const chunk of stream) {
  chunks++;
  text += chunk.choices[0]?.delta?.content ?? "";
  usage = chunk.usage?.total_tokens ?? usage;
}
say({ text, usage, chunks });

const models = [];
for await (const model of client.models.list()) models.push(model.id);
say(models);

try {
  await client.chat.completions.create({ model: "hre", messages: [] });
  say("no error");
} catch (error) {
  say({ name: error.constructor.name, status: error.status, code: error.code, message: error.message });
}

try {
  await client.chat.completions.create({ model: "hre", messages }, { headers: { "x-client-id": "nobody" } });
  say("no error");
} catch (error) {
  say({ name: error.constructor.name, status: error.status, code: error.code, message: error.message });
}
