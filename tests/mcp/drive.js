// drive.js PROGRAM ARGUMENT...: every tool and resource, as the clients of both kinds of revision
// ask for them. Each client validates each frame that it gets by the protocol's schemas, and each
// structured result by the outputSchema of its tool. Prints what was done; exits 1 at a failure.
// With ASSAY_URL and ASSAY_TOKEN in the environment, they also ask over HTTP.
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
const { StreamableHTTPClientTransport: OldHttp } = await import(
  "@modelcontextprotocol/sdk/client/streamableHttp.js"
);

const [command, ...args] = process.argv.slice(2);
const server = { command, args, env: process.env, stderr: "inherit" };
let failures = 0;
function check(what, ok, shown) {
  console.log(`${ok ? "ok  " : "FAIL"} ${what}`);
  if (!ok) ++failures;
  if (!ok) console.log(JSON.stringify(shown).slice(0, 2000));
}

const calls = [
  ["search", { query: "bridge" }],
  ["search", { query: "開源", limit: 50 }],
  ["search", { query: "", tags: ["city"], offset: 1 }],
  ["search", { query: "xyzzyplugh nowhere" }],
  ["search", { query: "who looks after the bridges?", plain: true }],
  ["read", { note: "rain-gardens" }],
  ["read", { note: "rain-gardens", lines: "1:3" }],
  ["read", { note: "rain-gardens", max_bytes: 200 }],
  ["tags", {}],
  ["tags", { query: "bridge" }],
  ["related", { note: "rain-gardens" }],
  ["related", { note: "rain-gardens", kind: "links" }],
  ["related", { note: "rain-gardens", kind: "backlinks" }],
  ["related", { note: "rain-gardens", kind: "mentions" }],
];

async function drive(name, client, transport) {
  await client.connect(transport);
  const tools = (await client.listTools()).tools;
  check(`${name}: four tools`, tools.length === 4, tools);
  for (const [tool, given] of calls) {
    const answer = await client.callTool({ name: tool, arguments: given });
    const ok = !answer.isError && answer.structuredContent && answer.content[0].text.length > 0;
    check(`${name}: ${tool} ${JSON.stringify(given)}`, ok, answer);
  }
  const wrong = await client.callTool({ name: "search", arguments: { query: "(" } });
  check(`${name}: a wrong query is an error that the model reads`, wrong.isError === true, wrong);
  let refused;
  try {
    refused = await client.callTool({ name: "delete", arguments: {} });
  } catch (error) {
    refused = error;
  }
  check(`${name}: an unknown tool`, refused.code === -32602, String(refused));
  const templates = (await client.listResourceTemplates()).resourceTemplates;
  check(`${name}: templates`, templates.length === 2, templates);
  check(`${name}: resources`, Array.isArray((await client.listResources()).resources));
  const read = await client.readResource({ uri: "assay://note/rain-gardens.md" });
  check(`${name}: a note is a resource`, read.contents[0].text.length > 100, read);
  const completed = await client.complete({
    ref: { type: "ref/resource", uri: templates[0].uriTemplate },
    argument: { name: "path", value: "rain" },
  });
  const path = completed.completion.values[0];
  check(`${name}: a path is completed`, path === "rain-gardens.md", completed);
  check(`${name}: instructions`, client.getInstructions().includes("Largest tags"));
  await client.close();
}

const address = process.env.ASSAY_URL && new URL(process.env.ASSAY_URL);
const headers = { Authorization: `Bearer ${process.env.ASSAY_TOKEN}` };
const web = { requestInit: { headers } };

const oldClient = () => new OldClient({ name: "test", version: "1" });
await drive("sdk, initialize", oldClient(), new OldTransport(server));
if (address) await drive("sdk, HTTP", oldClient(), new OldHttp(address, web));
if (Number(process.versions.node.split(".")[0]) >= 20) {
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
  for (const mode of [{ pin: "2026-07-28" }, "auto", "legacy"]) {
    const client = () =>
      new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    const name = `client, ${JSON.stringify(mode)}`;
    await drive(name, client(), new StdioClientTransport(server));
    if (address)
      await drive(`${name}, HTTP`, client(), new StreamableHTTPClientTransport(address, web));
  }
} else {
  console.log("SKIP: @modelcontextprotocol/client needs Node.js 20");
}
process.exit(failures ? 1 : 0);
