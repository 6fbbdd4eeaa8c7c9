// Made from openapi/ by `npm run generate`. Do not edit.

function characterCount(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
"use strict";
export const createScheduleBody = validate20;
const schema31 = {"$id":"createScheduleBody","$ref":"openapi.json#/components/schemas/CreateScheduleRequest"};
const schema33 = {"description":"A destination plus a time.","allOf":[{"$ref":"#/components/schemas/ScheduleFields"}],"type":"object","properties":{"idempotency_key":{"type":["string","null"],"minLength":1,"maxLength":255,"description":"The same as the `Idempotency-Key` header.","x-error-code":"invalid_idempotency_key"}},"unevaluatedProperties":false};
const schema34 = {"type":"object","description":"What a caller says of a schedule. A null stands for the default.","properties":{"endpoint":{"type":["string","null"],"description":"The destination, an absolute https URL. Either this or `endpoint_id`. Names for use inside a network (`localhost`, `.local`, `.internal`, `.home.arpa`, `.svc`, a single label) are refused, unless whoever runs the service allows where they lead.","examples":["https://example.com/hooks/invoice"],"x-error-code":"invalid_endpoint"},"endpoint_id":{"type":["string","null"],"description":"The destination, as the id of an endpoint profile, whose changes the schedule follows.","x-error-code":"invalid_endpoint"},"delay":{"type":["string","null"],"description":"Fire once, this Go duration from now; 1s to 10 years.","examples":["24h"],"x-error-code":"invalid_duration"},"fire_at":{"type":["string","null"],"description":"Fire once, at this RFC 3339 instant.","examples":["2027-07-01T09:00:00Z"],"x-error-code":"invalid_fire_at"},"local_fire_at":{"type":["string","null"],"description":"Fire once, at this wall-clock time of `timezone`. It is a promise in local time: when the rules of the zone change\nbefore it falls due, `fire_at` is worked out anew and `version` rises.\n","examples":["2027-07-01T09:00:00"],"x-error-code":"invalid_local_fire_at"},"cron":{"type":["string","null"],"description":"Fire again and again: 5 fields, or 6 with seconds first; names, ranges, steps, lists, `L`, `#`,\n`W`, `@daily` and its like; a leading `CRON_TZ=Area/City` names the zone.\n","examples":["0 9 * * MON-FRI"],"x-error-code":"invalid_cron"},"every":{"type":["string","null"],"description":"Fire again and again, this Go duration apart (1s or more, written in 100 characters at most), counted from `starts_at` or creation.","examples":["15m"],"x-error-code":"invalid_duration"},"timezone":{"type":["string","null"],"description":"The IANA zone in which `local_fire_at` and `cron` are read, in any case; it comes back in IANA's spelling. UTC if not given.","examples":["Europe/Berlin"],"x-error-code":"invalid_timezone"},"method":{"anyOf":[{"$ref":"#/components/schemas/Method"},{"type":"null"}],"description":"POST if not given.","x-error-code":"invalid_method"},"headers":{"anyOf":[{"$ref":"#/components/schemas/Headers"},{"type":"null"}],"x-error-code":"invalid_header"},"body":{"description":"Any JSON value, at most 256 KB as sent; write-only. A string is sent as it is, anything else as\nits JSON text, with `content-type: application/json` unless `headers` names one.\n"},"timeout":{"type":["string","null"],"description":"A Go duration from 1s to 5m, in 100 characters at most, for one attempt; 30s if not given.","x-error-code":"invalid_timeout"},"ttl":{"type":["string","null"],"description":"A Go duration of 1s or more, in 100 characters at most; a delivery that is not settled this long after it was due is `expired`.","x-error-code":"invalid_duration"},"retry_policy":{"anyOf":[{"$ref":"#/components/schemas/RetryPolicy"},{"type":"null"}],"x-error-code":"invalid_retry_policy"},"metadata":{"anyOf":[{"$ref":"#/components/schemas/Metadata"},{"type":"null"}],"x-error-code":"invalid_metadata"},"name":{"type":["string","null"],"minLength":1,"maxLength":200,"description":"For people."},"starts_at":{"type":["string","null"],"description":"A recurring schedule has no occurrence before this RFC 3339 instant.","x-error-code":"invalid_bounds"},"ends_at":{"type":["string","null"],"description":"A recurring schedule has no occurrence after this RFC 3339 instant.","x-error-code":"invalid_bounds"},"max_runs":{"type":["integer","null"],"minimum":1,"maximum":1000000000,"description":"A recurring schedule completes after this many runs, counted as `run_count` does: occurrences that were skipped or canceled use none up, and the schedule goes on for longer.","examples":[12],"x-error-code":"invalid_bounds"},"dst":{"anyOf":[{"$ref":"#/components/schemas/Dst"},{"type":"null"}],"x-error-code":"invalid_dst"},"misfire":{"anyOf":[{"$ref":"#/components/schemas/Misfire"},{"type":"null"}],"x-error-code":"invalid_misfire"},"early_fire":{"type":["boolean","null"],"description":"Lets a first attempt go out up to 300 ms before its time when the dispatcher has nothing else to do; its\n`offset_ms` is negative then. Off if not given.\n"},"forward_trace":{"type":["boolean","null"],"description":"Sends the `traceparent` (W3C Trace Context) that came with the create to the receiver, with every attempt, so\nthat its spans join the creator's trace. One in `headers` wins. Off if not given.\n"},"overlap":{"anyOf":[{"$ref":"#/components/schemas/Overlap"},{"type":"null"}],"x-error-code":"invalid_overlap"}}};
const schema35 = {"type":"string","enum":["GET","POST","PUT","PATCH","DELETE"]};
const schema36 = {"type":"object","description":"Sent with every attempt; write-only. Names are RFC 9110 tokens of at most 120 characters, values have\nno control characters but tabs and at most 4096 characters. Not allowed are host, content-length,\ntransfer-encoding, connection, upgrade, te, trailer, keep-alive, expect, proxy-*, sched-*,\nidempotency-key and webhook-*.\n","maxProperties":64,"propertyNames":{"minLength":1,"maxLength":120},"additionalProperties":{"type":"string","maxLength":4096}};
const schema44 = {"type":"object","description":"Up to 50 pairs of the caller's own.","maxProperties":50,"propertyNames":{"minLength":1,"maxLength":40},"additionalProperties":{"type":"string","maxLength":500}};
const schema45 = {"type":"object","description":"What becomes of a wall-clock time that a change of the clocks leaves out (`gap`: at the end of the\ngap, not at all, or later by the gap's length) or brings twice (`overlap`).\n","additionalProperties":false,"properties":{"gap":{"type":"string","enum":["end","skip","shift"],"default":"end"},"overlap":{"type":"string","enum":["first","second","both"],"default":"first"}}};
const schema48 = {"type":"string","description":"What happens when an occurrence falls due while an earlier one of the schedule is not settled: send\nit all the same, skip it, or hold one back until the earlier one is settled.\n","enum":["allow","skip","buffer_one"],"default":"allow"};
const func1 = characterCount;
const schema37 = {"type":"object","description":"How often and when a delivery is attempted again. `exponential` waits base · factor^(n-1), `linear`\nbase · n, `fixed` base, `list` the n-th of `delays` (the last one from then on), each up to `max`;\n`jitter` only shortens a wait. The first of `rules` that matches an attempt wins over all else.\n","additionalProperties":false,"properties":{"max_attempts":{"type":"integer","minimum":1,"maximum":50,"default":8},"strategy":{"type":"string","enum":["exponential","linear","fixed","list"],"default":"exponential"},"base":{"$ref":"#/components/schemas/Duration","default":"5s"},"factor":{"type":"number","minimum":1,"maximum":100,"default":2},"max":{"$ref":"#/components/schemas/Duration","default":"1h"},"jitter":{"type":"boolean","default":true},"delays":{"type":"array","description":"For `list`, the waits in order.","minItems":1,"maxItems":50,"items":{"$ref":"#/components/schemas/Duration"}},"rules":{"type":"array","maxItems":50,"items":{"$ref":"#/components/schemas/RetryRule"}}}};
const schema38 = {"type":"string","maxLength":100,"description":"A Go duration string.","examples":["1h30m","250ms"]};
const schema41 = {"type":"object","description":"Overrides what follows an attempt that ended with this status or error.","additionalProperties":false,"required":["action"],"properties":{"status":{"type":"string","pattern":"^([1-5][0-9][0-9]|[1-5]xx)$","description":"A status code, or a class such as `4xx`.","examples":["404","5xx"]},"error":{"$ref":"#/components/schemas/AttemptErrorCode"},"action":{"type":"string","enum":["retry","dead_letter","succeed"]},"after":{"$ref":"#/components/schemas/Duration","description":"For `retry`, wait this long instead of the policy's backoff."}}};
const schema42 = {"type":"string","enum":["dns","connect","tls","timeout","reset","blocked","too_large","http_status","interrupted"],"description":"Why an attempt failed.\n`dns`: the name has no address. `connect`: nobody took the connection. `tls`: the handshake failed, or the\ncertificate is not good. `timeout`: the time ran out, at whatever stage. `reset`: the exchange broke, or what came is\nno HTTP/1.1. `blocked`: the guard refused the address. `too_large`: the answer is too large. `http_status`: the\nanswer is not 2xx. `interrupted`: the dispatcher stopped or died in the middle.\n"};
const pattern4 = new RegExp("^([1-5][0-9][0-9]|[1-5]xx)$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.action === undefined) && (missing0 = "action")){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "status") || (key0 === "error")) || (key0 === "action")) || (key0 === "after"))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.status !== undefined){
let data0 = data.status;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate25.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/pattern",keyword:"pattern",params:{pattern: "^([1-5][0-9][0-9]|[1-5]xx)$"},message:"must match pattern \""+"^([1-5][0-9][0-9]|[1-5]xx)$"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.error !== undefined){
let data1 = data.error;
const _errs4 = errors;
if(typeof data1 !== "string"){
validate25.errors = [{instancePath:instancePath+"/error",schemaPath:"#/components/schemas/AttemptErrorCode/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((((data1 === "dns") || (data1 === "connect")) || (data1 === "tls")) || (data1 === "timeout")) || (data1 === "reset")) || (data1 === "blocked")) || (data1 === "too_large")) || (data1 === "http_status")) || (data1 === "interrupted"))){
validate25.errors = [{instancePath:instancePath+"/error",schemaPath:"#/components/schemas/AttemptErrorCode/enum",keyword:"enum",params:{allowedValues: schema42.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.action !== undefined){
let data2 = data.action;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate25.errors = [{instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "retry") || (data2 === "dead_letter")) || (data2 === "succeed"))){
validate25.errors = [{instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema41.properties.action.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
let data3 = data.after;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(func1(data3) > 100){
validate25.errors = [{instancePath:instancePath+"/after",schemaPath:"#/components/schemas/Duration/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/after",schemaPath:"#/components/schemas/Duration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "max_attempts") || (key0 === "strategy")) || (key0 === "base")) || (key0 === "factor")) || (key0 === "max")) || (key0 === "jitter")) || (key0 === "delays")) || (key0 === "rules"))){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.max_attempts !== undefined){
let data0 = data.max_attempts;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate24.errors = [{instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 50 || isNaN(data0)){
validate24.errors = [{instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50},message:"must be <= 50"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate24.errors = [{instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.strategy !== undefined){
let data1 = data.strategy;
const _errs4 = errors;
if(typeof data1 !== "string"){
validate24.errors = [{instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data1 === "exponential") || (data1 === "linear")) || (data1 === "fixed")) || (data1 === "list"))){
validate24.errors = [{instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/enum",keyword:"enum",params:{allowedValues: schema37.properties.strategy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.base !== undefined){
let data2 = data.base;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) > 100){
validate24.errors = [{instancePath:instancePath+"/base",schemaPath:"#/components/schemas/Duration/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/base",schemaPath:"#/components/schemas/Duration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.factor !== undefined){
let data3 = data.factor;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 == "number"){
if(data3 > 100 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max !== undefined){
let data4 = data.max;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(func1(data4) > 100){
validate24.errors = [{instancePath:instancePath+"/max",schemaPath:"#/components/schemas/Duration/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/max",schemaPath:"#/components/schemas/Duration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jitter !== undefined){
const _errs14 = errors;
if(typeof data.jitter !== "boolean"){
validate24.errors = [{instancePath:instancePath+"/jitter",schemaPath:"#/properties/jitter/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.delays !== undefined){
let data6 = data.delays;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data6)){
if(data6.length > 50){
validate24.errors = [{instancePath:instancePath+"/delays",schemaPath:"#/properties/delays/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"}];
return false;
}
else {
if(data6.length < 1){
validate24.errors = [{instancePath:instancePath+"/delays",schemaPath:"#/properties/delays/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data7 === "string"){
if(func1(data7) > 100){
validate24.errors = [{instancePath:instancePath+"/delays/" + i0,schemaPath:"#/components/schemas/Duration/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/delays/" + i0,schemaPath:"#/components/schemas/Duration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs18 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/delays",schemaPath:"#/properties/delays/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rules !== undefined){
let data8 = data.rules;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data8)){
if(data8.length > 50){
validate24.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"}];
return false;
}
else {
var valid5 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
const _errs23 = errors;
if(!(validate25(data8[i1], {instancePath:instancePath+"/rules/" + i1,parentData:data8,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid5 = _errs23 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema46 = {"type":"object","description":"What becomes of occurrences that fell due while nothing ran: those within `grace` are sent; of the\nlater ones `all` sends up to the newest `max`, `once` the newest, `skip` none.\n","additionalProperties":false,"properties":{"policy":{"type":"string","enum":["all","once","skip"],"default":"once"},"grace":{"$ref":"#/components/schemas/Duration","default":"1m"},"max":{"type":"integer","minimum":1,"maximum":10000,"default":100}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "policy") || (key0 === "grace")) || (key0 === "max"))){
validate28.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.policy !== undefined){
let data0 = data.policy;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate28.errors = [{instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data0 === "all") || (data0 === "once")) || (data0 === "skip"))){
validate28.errors = [{instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/enum",keyword:"enum",params:{allowedValues: schema46.properties.policy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.grace !== undefined){
let data1 = data.grace;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(func1(data1) > 100){
validate28.errors = [{instancePath:instancePath+"/grace",schemaPath:"#/components/schemas/Duration/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/grace",schemaPath:"#/components/schemas/Duration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max !== undefined){
let data2 = data.max;
const _errs7 = errors;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
validate28.errors = [{instancePath:instancePath+"/max",schemaPath:"#/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if(typeof data2 == "number"){
if(data2 > 10000 || isNaN(data2)){
validate28.errors = [{instancePath:instancePath+"/max",schemaPath:"#/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate28.errors = [{instancePath:instancePath+"/max",schemaPath:"#/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.endpoint !== undefined){
let data0 = data.endpoint;
const _errs1 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate23.errors = [{instancePath:instancePath+"/endpoint",schemaPath:"#/properties/endpoint/type",keyword:"type",params:{type: schema34.properties.endpoint.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoint_id !== undefined){
let data1 = data.endpoint_id;
const _errs3 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate23.errors = [{instancePath:instancePath+"/endpoint_id",schemaPath:"#/properties/endpoint_id/type",keyword:"type",params:{type: schema34.properties.endpoint_id.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.delay !== undefined){
let data2 = data.delay;
const _errs5 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate23.errors = [{instancePath:instancePath+"/delay",schemaPath:"#/properties/delay/type",keyword:"type",params:{type: schema34.properties.delay.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fire_at !== undefined){
let data3 = data.fire_at;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate23.errors = [{instancePath:instancePath+"/fire_at",schemaPath:"#/properties/fire_at/type",keyword:"type",params:{type: schema34.properties.fire_at.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.local_fire_at !== undefined){
let data4 = data.local_fire_at;
const _errs9 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate23.errors = [{instancePath:instancePath+"/local_fire_at",schemaPath:"#/properties/local_fire_at/type",keyword:"type",params:{type: schema34.properties.local_fire_at.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cron !== undefined){
let data5 = data.cron;
const _errs11 = errors;
if((typeof data5 !== "string") && (data5 !== null)){
validate23.errors = [{instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/type",keyword:"type",params:{type: schema34.properties.cron.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.every !== undefined){
let data6 = data.every;
const _errs13 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate23.errors = [{instancePath:instancePath+"/every",schemaPath:"#/properties/every/type",keyword:"type",params:{type: schema34.properties.every.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timezone !== undefined){
let data7 = data.timezone;
const _errs15 = errors;
if((typeof data7 !== "string") && (data7 !== null)){
validate23.errors = [{instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: schema34.properties.timezone.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.method !== undefined){
let data8 = data.method;
const _errs17 = errors;
const _errs18 = errors;
let valid1 = false;
const _errs19 = errors;
if(typeof data8 !== "string"){
const err0 = {instancePath:instancePath+"/method",schemaPath:"#/components/schemas/Method/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!(((((data8 === "GET") || (data8 === "POST")) || (data8 === "PUT")) || (data8 === "PATCH")) || (data8 === "DELETE"))){
const err1 = {instancePath:instancePath+"/method",schemaPath:"#/components/schemas/Method/enum",keyword:"enum",params:{allowedValues: schema35.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs19 === errors;
valid1 = valid1 || _valid0;
const _errs22 = errors;
if(data8 !== null){
const err2 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs22 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err3 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data9 = data.headers;
const _errs24 = errors;
const _errs25 = errors;
let valid3 = false;
const _errs26 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 64){
const err4 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
for(const key0 in data9){
const _errs29 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 120){
const err5 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames/maxLength",keyword:"maxLength",params:{limit: 120},message:"must NOT have more than 120 characters",propertyName:key0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
if(func1(key0) < 1){
const err6 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
var valid5 = _errs29 === errors;
if(!valid5){
const err7 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
break;
}
}
if(valid5){
for(const key1 in data9){
let data10 = data9[key1];
const _errs31 = errors;
if(errors === _errs31){
if(typeof data10 === "string"){
if(func1(data10) > 4096){
const err8 = {instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var valid6 = _errs31 === errors;
if(!valid6){
break;
}
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid1 = _errs26 === errors;
valid3 = valid3 || _valid1;
const _errs33 = errors;
if(data9 !== null){
const err11 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var _valid1 = _errs33 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const err12 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timeout !== undefined){
let data11 = data.timeout;
const _errs35 = errors;
if((typeof data11 !== "string") && (data11 !== null)){
validate23.errors = [{instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: schema34.properties.timeout.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ttl !== undefined){
let data12 = data.ttl;
const _errs37 = errors;
if((typeof data12 !== "string") && (data12 !== null)){
validate23.errors = [{instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/type",keyword:"type",params:{type: schema34.properties.ttl.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retry_policy !== undefined){
let data13 = data.retry_policy;
const _errs39 = errors;
const _errs40 = errors;
let valid7 = false;
const _errs41 = errors;
if(!(validate24(data13, {instancePath:instancePath+"/retry_policy",parentData:data,parentDataProperty:"retry_policy",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var _valid2 = _errs41 === errors;
valid7 = valid7 || _valid2;
const _errs42 = errors;
if(data13 !== null){
const err13 = {instancePath:instancePath+"/retry_policy",schemaPath:"#/properties/retry_policy/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid2 = _errs42 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const err14 = {instancePath:instancePath+"/retry_policy",schemaPath:"#/properties/retry_policy/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs40;
if(vErrors !== null){
if(_errs40){
vErrors.length = _errs40;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data14 = data.metadata;
const _errs44 = errors;
const _errs45 = errors;
let valid8 = false;
const _errs46 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(Object.keys(data14).length > 50){
const err15 = {instancePath:instancePath+"/metadata",schemaPath:"#/components/schemas/Metadata/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
for(const key2 in data14){
const _errs49 = errors;
if(typeof key2 === "string"){
if(func1(key2) > 40){
const err16 = {instancePath:instancePath+"/metadata",schemaPath:"#/components/schemas/Metadata/propertyNames/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters",propertyName:key2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
if(func1(key2) < 1){
const err17 = {instancePath:instancePath+"/metadata",schemaPath:"#/components/schemas/Metadata/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
var valid10 = _errs49 === errors;
if(!valid10){
const err18 = {instancePath:instancePath+"/metadata",schemaPath:"#/components/schemas/Metadata/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
break;
}
}
if(valid10){
for(const key3 in data14){
let data15 = data14[key3];
const _errs51 = errors;
if(errors === _errs51){
if(typeof data15 === "string"){
if(func1(data15) > 500){
const err19 = {instancePath:instancePath+"/metadata/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Metadata/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Metadata/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var valid11 = _errs51 === errors;
if(!valid11){
break;
}
}
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata",schemaPath:"#/components/schemas/Metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
var _valid3 = _errs46 === errors;
valid8 = valid8 || _valid3;
const _errs53 = errors;
if(data14 !== null){
const err22 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid3 = _errs53 === errors;
valid8 = valid8 || _valid3;
if(!valid8){
const err23 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs45;
if(vErrors !== null){
if(_errs45){
vErrors.length = _errs45;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data16 = data.name;
const _errs55 = errors;
if((typeof data16 !== "string") && (data16 !== null)){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema34.properties.name.type},message:"must be string,null"}];
return false;
}
if(errors === _errs55){
if(typeof data16 === "string"){
if(func1(data16) > 200){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data16) < 1){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.starts_at !== undefined){
let data17 = data.starts_at;
const _errs57 = errors;
if((typeof data17 !== "string") && (data17 !== null)){
validate23.errors = [{instancePath:instancePath+"/starts_at",schemaPath:"#/properties/starts_at/type",keyword:"type",params:{type: schema34.properties.starts_at.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ends_at !== undefined){
let data18 = data.ends_at;
const _errs59 = errors;
if((typeof data18 !== "string") && (data18 !== null)){
validate23.errors = [{instancePath:instancePath+"/ends_at",schemaPath:"#/properties/ends_at/type",keyword:"type",params:{type: schema34.properties.ends_at.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_runs !== undefined){
let data19 = data.max_runs;
const _errs61 = errors;
if((!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))) && (data19 !== null)){
validate23.errors = [{instancePath:instancePath+"/max_runs",schemaPath:"#/properties/max_runs/type",keyword:"type",params:{type: schema34.properties.max_runs.type},message:"must be integer,null"}];
return false;
}
if(errors === _errs61){
if(typeof data19 == "number"){
if(data19 > 1000000000 || isNaN(data19)){
validate23.errors = [{instancePath:instancePath+"/max_runs",schemaPath:"#/properties/max_runs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data19 < 1 || isNaN(data19)){
validate23.errors = [{instancePath:instancePath+"/max_runs",schemaPath:"#/properties/max_runs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dst !== undefined){
let data20 = data.dst;
const _errs63 = errors;
const _errs64 = errors;
let valid12 = false;
const _errs65 = errors;
const _errs66 = errors;
if(errors === _errs66){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
const _errs68 = errors;
for(const key4 in data20){
if(!((key4 === "gap") || (key4 === "overlap"))){
const err24 = {instancePath:instancePath+"/dst",schemaPath:"#/components/schemas/Dst/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
break;
}
}
if(_errs68 === errors){
if(data20.gap !== undefined){
let data21 = data20.gap;
const _errs69 = errors;
if(typeof data21 !== "string"){
const err25 = {instancePath:instancePath+"/dst/gap",schemaPath:"#/components/schemas/Dst/properties/gap/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!(((data21 === "end") || (data21 === "skip")) || (data21 === "shift"))){
const err26 = {instancePath:instancePath+"/dst/gap",schemaPath:"#/components/schemas/Dst/properties/gap/enum",keyword:"enum",params:{allowedValues: schema45.properties.gap.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var valid14 = _errs69 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data20.overlap !== undefined){
let data22 = data20.overlap;
const _errs71 = errors;
if(typeof data22 !== "string"){
const err27 = {instancePath:instancePath+"/dst/overlap",schemaPath:"#/components/schemas/Dst/properties/overlap/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!(((data22 === "first") || (data22 === "second")) || (data22 === "both"))){
const err28 = {instancePath:instancePath+"/dst/overlap",schemaPath:"#/components/schemas/Dst/properties/overlap/enum",keyword:"enum",params:{allowedValues: schema45.properties.overlap.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var valid14 = _errs71 === errors;
}
else {
var valid14 = true;
}
}
}
}
else {
const err29 = {instancePath:instancePath+"/dst",schemaPath:"#/components/schemas/Dst/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var _valid4 = _errs65 === errors;
valid12 = valid12 || _valid4;
const _errs73 = errors;
if(data20 !== null){
const err30 = {instancePath:instancePath+"/dst",schemaPath:"#/properties/dst/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var _valid4 = _errs73 === errors;
valid12 = valid12 || _valid4;
if(!valid12){
const err31 = {instancePath:instancePath+"/dst",schemaPath:"#/properties/dst/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs64;
if(vErrors !== null){
if(_errs64){
vErrors.length = _errs64;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.misfire !== undefined){
let data23 = data.misfire;
const _errs75 = errors;
const _errs76 = errors;
let valid15 = false;
const _errs77 = errors;
if(!(validate28(data23, {instancePath:instancePath+"/misfire",parentData:data,parentDataProperty:"misfire",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var _valid5 = _errs77 === errors;
valid15 = valid15 || _valid5;
const _errs78 = errors;
if(data23 !== null){
const err32 = {instancePath:instancePath+"/misfire",schemaPath:"#/properties/misfire/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid5 = _errs78 === errors;
valid15 = valid15 || _valid5;
if(!valid15){
const err33 = {instancePath:instancePath+"/misfire",schemaPath:"#/properties/misfire/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs76;
if(vErrors !== null){
if(_errs76){
vErrors.length = _errs76;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.early_fire !== undefined){
let data24 = data.early_fire;
const _errs80 = errors;
if((typeof data24 !== "boolean") && (data24 !== null)){
validate23.errors = [{instancePath:instancePath+"/early_fire",schemaPath:"#/properties/early_fire/type",keyword:"type",params:{type: schema34.properties.early_fire.type},message:"must be boolean,null"}];
return false;
}
var valid0 = _errs80 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.forward_trace !== undefined){
let data25 = data.forward_trace;
const _errs82 = errors;
if((typeof data25 !== "boolean") && (data25 !== null)){
validate23.errors = [{instancePath:instancePath+"/forward_trace",schemaPath:"#/properties/forward_trace/type",keyword:"type",params:{type: schema34.properties.forward_trace.type},message:"must be boolean,null"}];
return false;
}
var valid0 = _errs82 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.overlap !== undefined){
let data26 = data.overlap;
const _errs84 = errors;
const _errs85 = errors;
let valid16 = false;
const _errs86 = errors;
if(typeof data26 !== "string"){
const err34 = {instancePath:instancePath+"/overlap",schemaPath:"#/components/schemas/Overlap/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!(((data26 === "allow") || (data26 === "skip")) || (data26 === "buffer_one"))){
const err35 = {instancePath:instancePath+"/overlap",schemaPath:"#/components/schemas/Overlap/enum",keyword:"enum",params:{allowedValues: schema48.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid6 = _errs86 === errors;
valid16 = valid16 || _valid6;
const _errs89 = errors;
if(data26 !== null){
const err36 = {instancePath:instancePath+"/overlap",schemaPath:"#/properties/overlap/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid6 = _errs89 === errors;
valid16 = valid16 || _valid6;
if(!valid16){
const err37 = {instancePath:instancePath+"/overlap",schemaPath:"#/properties/overlap/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
validate23.errors = vErrors;
return false;
}
else {
errors = _errs85;
if(vErrors !== null){
if(_errs85){
vErrors.length = _errs85;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs84 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"endpoint":true,"endpoint_id":true,"delay":true,"fire_at":true,"local_fire_at":true,"cron":true,"every":true,"timezone":true,"method":true,"headers":true,"body":true,"timeout":true,"ttl":true,"retry_policy":true,"metadata":true,"name":true,"starts_at":true,"ends_at":true,"max_runs":true,"dst":true,"misfire":true,"early_fire":true,"forward_trace":true,"overlap":true},"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.idempotency_key !== undefined){
let data0 = data.idempotency_key;
const _errs2 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate22.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/type",keyword:"type",params:{type: schema33.properties.idempotency_key.type},message:"must be string,null"}];
return false;
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) > 255){
validate22.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(func1(data0) < 1){
validate22.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid1 = _errs2 === errors;
}
else {
var valid1 = true;
}
if(valid1){
for(const key0 in data){
if(((((((((((((((((((((((((key0 !== "idempotency_key") && (key0 !== "endpoint")) && (key0 !== "endpoint_id")) && (key0 !== "delay")) && (key0 !== "fire_at")) && (key0 !== "local_fire_at")) && (key0 !== "cron")) && (key0 !== "every")) && (key0 !== "timezone")) && (key0 !== "method")) && (key0 !== "headers")) && (key0 !== "body")) && (key0 !== "timeout")) && (key0 !== "ttl")) && (key0 !== "retry_policy")) && (key0 !== "metadata")) && (key0 !== "name")) && (key0 !== "starts_at")) && (key0 !== "ends_at")) && (key0 !== "max_runs")) && (key0 !== "dst")) && (key0 !== "misfire")) && (key0 !== "early_fire")) && (key0 !== "forward_trace")) && (key0 !== "overlap")){
validate22.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createScheduleBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createScheduleQuery = validate32;
const schema49 = {"$id":"createScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listSchedulesQuery = validate33;
const schema50 = {"$id":"listSchedulesQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"state":{"$ref":"openapi.json#/components/schemas/ScheduleState"},"kind":{"$ref":"openapi.json#/components/schemas/ScheduleKind"},"endpoint_id":{"type":"string"},"q":{"type":"string","minLength":1,"maxLength":200},"metadata":{"$ref":"openapi.json#/components/schemas/Metadata"},"created_after":{"type":"string","format":"date-time"},"created_before":{"type":"string","format":"date-time"}}};
const schema51 = {"type":"string","enum":["active","paused","completed","canceled","exhausted"]};
const schema52 = {"type":"string","enum":["one_shot","cron","interval"]};
const func16 = Object.prototype.hasOwnProperty;

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listSchedulesQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func16.call(schema50.properties, key0))){
validate33.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate33.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined){
let data3 = data.state;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate33.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/ScheduleState/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data3 === "active") || (data3 === "paused")) || (data3 === "completed")) || (data3 === "canceled")) || (data3 === "exhausted"))){
validate33.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/ScheduleState/enum",keyword:"enum",params:{allowedValues: schema51.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data4 = data.kind;
const _errs11 = errors;
if(typeof data4 !== "string"){
validate33.errors = [{instancePath:instancePath+"/kind",schemaPath:"openapi.json#/components/schemas/ScheduleKind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data4 === "one_shot") || (data4 === "cron")) || (data4 === "interval"))){
validate33.errors = [{instancePath:instancePath+"/kind",schemaPath:"openapi.json#/components/schemas/ScheduleKind/enum",keyword:"enum",params:{allowedValues: schema52.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoint_id !== undefined){
const _errs14 = errors;
if(typeof data.endpoint_id !== "string"){
validate33.errors = [{instancePath:instancePath+"/endpoint_id",schemaPath:"#/properties/endpoint_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.q !== undefined){
let data6 = data.q;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(func1(data6) > 200){
validate33.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data6) < 1){
validate33.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data7 = data.metadata;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 50){
validate33.errors = [{instancePath:instancePath+"/metadata",schemaPath:"openapi.json#/components/schemas/Metadata/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties"}];
return false;
}
else {
for(const key1 in data7){
const _errs21 = errors;
if(typeof key1 === "string"){
if(func1(key1) > 40){
const err0 = {instancePath:instancePath+"/metadata",schemaPath:"openapi.json#/components/schemas/Metadata/propertyNames/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters",propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(func1(key1) < 1){
const err1 = {instancePath:instancePath+"/metadata",schemaPath:"openapi.json#/components/schemas/Metadata/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var valid4 = _errs21 === errors;
if(!valid4){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"openapi.json#/components/schemas/Metadata/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate33.errors = vErrors;
return false;
break;
}
}
if(valid4){
for(const key2 in data7){
let data8 = data7[key2];
const _errs23 = errors;
if(errors === _errs23){
if(typeof data8 === "string"){
if(func1(data8) > 500){
validate33.errors = [{instancePath:instancePath+"/metadata/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"openapi.json#/components/schemas/Metadata/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/metadata/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"openapi.json#/components/schemas/Metadata/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs23 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/metadata",schemaPath:"openapi.json#/components/schemas/Metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.created_after !== undefined){
const _errs25 = errors;
if(errors === _errs25){
if(errors === _errs25){
if(!(typeof data.created_after === "string")){
validate33.errors = [{instancePath:instancePath+"/created_after",schemaPath:"#/properties/created_after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.created_before !== undefined){
const _errs27 = errors;
if(errors === _errs27){
if(errors === _errs27){
if(!(typeof data.created_before === "string")){
validate33.errors = [{instancePath:instancePath+"/created_before",schemaPath:"#/properties/created_before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const bulkCreateSchedulesBody = validate34;
const schema54 = {"$id":"bulkCreateSchedulesBody","$ref":"openapi.json#/components/schemas/BulkCreateRequest"};
const schema55 = {"type":"object","additionalProperties":false,"required":["items"],"properties":{"items":{"type":"array","minItems":1,"maxItems":1000,"description":"Schedules, each with the fields of a single create; each is accepted or rejected by itself.","items":{}}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="bulkCreateSchedulesBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.items === undefined) && (missing0 = "items")){
validate34.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs2 = errors;
for(const key0 in data){
if(!(key0 === "items")){
validate34.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.items !== undefined){
let data0 = data.items;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data0)){
if(data0.length > 1000){
validate34.errors = [{instancePath:instancePath+"/items",schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/properties/items/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
if(data0.length < 1){
validate34.errors = [{instancePath:instancePath+"/items",schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/properties/items/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/items",schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/properties/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/BulkCreateRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const bulkCreateSchedulesQuery = validate35;
const schema56 = {"$id":"bulkCreateSchedulesQuery","type":"object","additionalProperties":false,"properties":{}};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="bulkCreateSchedulesQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate35.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const previewScheduleBody = validate36;
const schema57 = {"$id":"previewScheduleBody","$ref":"openapi.json#/components/schemas/PreviewScheduleRequest"};
const schema58 = {"description":"The fields of a schedule, and how far to look.","allOf":[{"$ref":"#/components/schemas/ScheduleFields"}],"type":"object","properties":{"count":{"type":["integer","null"],"minimum":1,"maximum":100,"default":5,"description":"How many runs to list."},"from":{"type":["string","null"],"description":"An RFC 3339 instant, past or future, that stands for now."}},"unevaluatedProperties":false};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.count !== undefined){
let data0 = data.count;
const _errs2 = errors;
if((!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))) && (data0 !== null)){
validate37.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: schema58.properties.count.type},message:"must be integer,null"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate37.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate37.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs2 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.from !== undefined){
let data1 = data.from;
const _errs4 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate37.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: schema58.properties.from.type},message:"must be string,null"}];
return false;
}
var valid1 = _errs4 === errors;
}
else {
var valid1 = true;
}
if(valid1){
for(const key0 in data){
if((((((((((((((((((((((((((key0 !== "count") && (key0 !== "from")) && (key0 !== "endpoint")) && (key0 !== "endpoint_id")) && (key0 !== "delay")) && (key0 !== "fire_at")) && (key0 !== "local_fire_at")) && (key0 !== "cron")) && (key0 !== "every")) && (key0 !== "timezone")) && (key0 !== "method")) && (key0 !== "headers")) && (key0 !== "body")) && (key0 !== "timeout")) && (key0 !== "ttl")) && (key0 !== "retry_policy")) && (key0 !== "metadata")) && (key0 !== "name")) && (key0 !== "starts_at")) && (key0 !== "ends_at")) && (key0 !== "max_runs")) && (key0 !== "dst")) && (key0 !== "misfire")) && (key0 !== "early_fire")) && (key0 !== "forward_trace")) && (key0 !== "overlap")){
validate37.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="previewScheduleBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate36.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate37(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
validate36.errors = vErrors;
return errors === 0;
}
validate36.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const previewScheduleQuery = validate40;
const schema59 = {"$id":"previewScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="previewScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate40.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getScheduleQuery = validate41;
const schema60 = {"$id":"getScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate41.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate41.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate41.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}
validate41.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateScheduleBody = validate42;
const schema61 = {"$id":"updateScheduleBody","$ref":"openapi.json#/components/schemas/UpdateScheduleRequest"};
const schema62 = {"description":"The fields to change; null puts a field back to its default. A timing replaces the timing.","allOf":[{"$ref":"#/components/schemas/ScheduleFields"}],"type":"object","unevaluatedProperties":false};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate43.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if((((((((((((((((((((((((key0 !== "endpoint") && (key0 !== "endpoint_id")) && (key0 !== "delay")) && (key0 !== "fire_at")) && (key0 !== "local_fire_at")) && (key0 !== "cron")) && (key0 !== "every")) && (key0 !== "timezone")) && (key0 !== "method")) && (key0 !== "headers")) && (key0 !== "body")) && (key0 !== "timeout")) && (key0 !== "ttl")) && (key0 !== "retry_policy")) && (key0 !== "metadata")) && (key0 !== "name")) && (key0 !== "starts_at")) && (key0 !== "ends_at")) && (key0 !== "max_runs")) && (key0 !== "dst")) && (key0 !== "misfire")) && (key0 !== "early_fire")) && (key0 !== "forward_trace")) && (key0 !== "overlap")){
validate43.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
else {
validate43.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateScheduleBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate43(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateScheduleQuery = validate46;
const schema63 = {"$id":"updateScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate46.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate46.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const cancelScheduleQuery = validate47;
const schema64 = {"$id":"cancelScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="cancelScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate47.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate47.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const pauseScheduleQuery = validate48;
const schema65 = {"$id":"pauseScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="pauseScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate48.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate48.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const resumeScheduleQuery = validate49;
const schema66 = {"$id":"resumeScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="resumeScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate49.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate49.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate49.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate49.errors = vErrors;
return errors === 0;
}
validate49.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const triggerScheduleQuery = validate50;
const schema67 = {"$id":"triggerScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="triggerScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate50.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate50.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate50.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate50.errors = vErrors;
return errors === 0;
}
validate50.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const cloneScheduleBody = validate51;
const schema68 = {"$id":"cloneScheduleBody","$ref":"openapi.json#/components/schemas/CloneScheduleRequest"};
const schema69 = {"description":"What the new schedule has instead of the fields of the one before it; null is the default.","allOf":[{"$ref":"#/components/schemas/ScheduleFields"}],"type":"object","properties":{"idempotency_key":{"type":["string","null"],"minLength":1,"maxLength":255,"description":"The same as the `Idempotency-Key` header.","x-error-code":"invalid_idempotency_key"}},"unevaluatedProperties":false};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.idempotency_key !== undefined){
let data0 = data.idempotency_key;
const _errs2 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate52.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/type",keyword:"type",params:{type: schema69.properties.idempotency_key.type},message:"must be string,null"}];
return false;
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) > 255){
validate52.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(func1(data0) < 1){
validate52.errors = [{instancePath:instancePath+"/idempotency_key",schemaPath:"#/properties/idempotency_key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid1 = _errs2 === errors;
}
else {
var valid1 = true;
}
if(valid1){
for(const key0 in data){
if(((((((((((((((((((((((((key0 !== "idempotency_key") && (key0 !== "endpoint")) && (key0 !== "endpoint_id")) && (key0 !== "delay")) && (key0 !== "fire_at")) && (key0 !== "local_fire_at")) && (key0 !== "cron")) && (key0 !== "every")) && (key0 !== "timezone")) && (key0 !== "method")) && (key0 !== "headers")) && (key0 !== "body")) && (key0 !== "timeout")) && (key0 !== "ttl")) && (key0 !== "retry_policy")) && (key0 !== "metadata")) && (key0 !== "name")) && (key0 !== "starts_at")) && (key0 !== "ends_at")) && (key0 !== "max_runs")) && (key0 !== "dst")) && (key0 !== "misfire")) && (key0 !== "early_fire")) && (key0 !== "forward_trace")) && (key0 !== "overlap")){
validate52.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
}
else {
validate52.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="cloneScheduleBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate51.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate52(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
validate51.errors = vErrors;
return errors === 0;
}
validate51.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const cloneScheduleQuery = validate55;
const schema70 = {"$id":"cloneScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="cloneScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate55.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate55.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate55.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate55.errors = vErrors;
return errors === 0;
}
validate55.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const replayScheduleQuery = validate56;
const schema71 = {"$id":"replayScheduleQuery","type":"object","additionalProperties":false,"properties":{}};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="replayScheduleQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate56.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate56.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate56.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate56.errors = vErrors;
return errors === 0;
}
validate56.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listScheduleDeliveriesQuery = validate57;
const schema72 = {"$id":"listScheduleDeliveriesQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"state":{"$ref":"openapi.json#/components/schemas/DeliveryState"},"after":{"type":"string","format":"date-time"},"before":{"type":"string","format":"date-time"}}};
const schema73 = {"type":"string","description":"`scheduled`, `dispatching` and `retrying` are open; every delivery ends in exactly one of the others,\nfor ever.\n","enum":["scheduled","dispatching","retrying","succeeded","dead_lettered","expired","canceled","skipped"]};

function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listScheduleDeliveriesQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate57.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total")) || (key0 === "state")) || (key0 === "after")) || (key0 === "before"))){
validate57.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate57.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate57.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate57.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate57.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate57.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate57.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate57.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined){
let data3 = data.state;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate57.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/DeliveryState/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((data3 === "scheduled") || (data3 === "dispatching")) || (data3 === "retrying")) || (data3 === "succeeded")) || (data3 === "dead_lettered")) || (data3 === "expired")) || (data3 === "canceled")) || (data3 === "skipped"))){
validate57.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/DeliveryState/enum",keyword:"enum",params:{allowedValues: schema73.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(!(typeof data.after === "string")){
validate57.errors = [{instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.before !== undefined){
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(!(typeof data.before === "string")){
validate57.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate57.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate57.errors = vErrors;
return errors === 0;
}
validate57.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listScheduleAttemptsQuery = validate58;
const schema74 = {"$id":"listScheduleAttemptsQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false}}};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listScheduleAttemptsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate58.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total"))){
validate58.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate58.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate58.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate58.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate58.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate58.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate58.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate58.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate58.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate58.errors = vErrors;
return errors === 0;
}
validate58.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getScheduleLedgerQuery = validate59;
const schema75 = {"$id":"getScheduleLedgerQuery","type":"object","additionalProperties":false,"properties":{"from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"}}};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getScheduleLedgerQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate59.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "from") || (key0 === "to"))){
validate59.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.from !== undefined){
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(!(typeof data.from === "string")){
validate59.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(!(typeof data.to === "string")){
validate59.errors = [{instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate59.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate59.errors = vErrors;
return errors === 0;
}
validate59.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listDeliveriesQuery = validate60;
const schema76 = {"$id":"listDeliveriesQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"state":{"$ref":"openapi.json#/components/schemas/DeliveryState"},"schedule_id":{"type":"string"},"endpoint_id":{"type":"string"},"q":{"type":"string","minLength":1,"maxLength":200},"after":{"type":"string","format":"date-time"},"before":{"type":"string","format":"date-time"}}};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listDeliveriesQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate60.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func16.call(schema76.properties, key0))){
validate60.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate60.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate60.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate60.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate60.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate60.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate60.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate60.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined){
let data3 = data.state;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate60.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/DeliveryState/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((data3 === "scheduled") || (data3 === "dispatching")) || (data3 === "retrying")) || (data3 === "succeeded")) || (data3 === "dead_lettered")) || (data3 === "expired")) || (data3 === "canceled")) || (data3 === "skipped"))){
validate60.errors = [{instancePath:instancePath+"/state",schemaPath:"openapi.json#/components/schemas/DeliveryState/enum",keyword:"enum",params:{allowedValues: schema73.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schedule_id !== undefined){
const _errs11 = errors;
if(typeof data.schedule_id !== "string"){
validate60.errors = [{instancePath:instancePath+"/schedule_id",schemaPath:"#/properties/schedule_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoint_id !== undefined){
const _errs13 = errors;
if(typeof data.endpoint_id !== "string"){
validate60.errors = [{instancePath:instancePath+"/endpoint_id",schemaPath:"#/properties/endpoint_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.q !== undefined){
let data6 = data.q;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data6 === "string"){
if(func1(data6) > 200){
validate60.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data6) < 1){
validate60.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate60.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
const _errs17 = errors;
if(errors === _errs17){
if(errors === _errs17){
if(!(typeof data.after === "string")){
validate60.errors = [{instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.before !== undefined){
const _errs19 = errors;
if(errors === _errs19){
if(errors === _errs19){
if(!(typeof data.before === "string")){
validate60.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate60.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate60.errors = vErrors;
return errors === 0;
}
validate60.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getDeliveryQuery = validate61;
const schema78 = {"$id":"getDeliveryQuery","type":"object","additionalProperties":false,"properties":{}};

function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getDeliveryQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate61.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate61.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate61.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate61.errors = vErrors;
return errors === 0;
}
validate61.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listDeliveryAttemptsQuery = validate62;
const schema79 = {"$id":"listDeliveryAttemptsQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false}}};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listDeliveryAttemptsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate62.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total"))){
validate62.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate62.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate62.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate62.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate62.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate62.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate62.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate62.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate62.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate62.errors = vErrors;
return errors === 0;
}
validate62.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const cancelDeliveryQuery = validate63;
const schema80 = {"$id":"cancelDeliveryQuery","type":"object","additionalProperties":false,"properties":{}};

function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="cancelDeliveryQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate63.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate63.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate63.errors = vErrors;
return errors === 0;
}
validate63.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const replayDeliveryBody = validate64;
const schema81 = {"$id":"replayDeliveryBody","$ref":"openapi.json#/components/schemas/ReplayDeliveryRequest"};
const schema82 = {"type":"object","additionalProperties":false,"properties":{"fresh_key":{"type":["boolean","null"],"description":"Send a new `Idempotency-Key`, so that the receiver takes it for a new delivery."}}};

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="replayDeliveryBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate64.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs2 = errors;
for(const key0 in data){
if(!(key0 === "fresh_key")){
validate64.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/ReplayDeliveryRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.fresh_key !== undefined){
let data0 = data.fresh_key;
if((typeof data0 !== "boolean") && (data0 !== null)){
validate64.errors = [{instancePath:instancePath+"/fresh_key",schemaPath:"openapi.json#/components/schemas/ReplayDeliveryRequest/properties/fresh_key/type",keyword:"type",params:{type: schema82.properties.fresh_key.type},message:"must be boolean,null"}];
return false;
}
}
}
}
else {
validate64.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/ReplayDeliveryRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate64.errors = vErrors;
return errors === 0;
}
validate64.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const replayDeliveryQuery = validate65;
const schema83 = {"$id":"replayDeliveryQuery","type":"object","additionalProperties":false,"properties":{}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="replayDeliveryQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate65.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate65.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate65.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate65.errors = vErrors;
return errors === 0;
}
validate65.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listDeadLettersQuery = validate66;
const schema84 = {"$id":"listDeadLettersQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"schedule_id":{"type":"string"},"endpoint_id":{"type":"string"},"q":{"type":"string","minLength":1,"maxLength":200},"after":{"type":"string","format":"date-time"},"before":{"type":"string","format":"date-time"}}};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listDeadLettersQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate66.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total")) || (key0 === "schedule_id")) || (key0 === "endpoint_id")) || (key0 === "q")) || (key0 === "after")) || (key0 === "before"))){
validate66.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate66.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate66.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate66.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate66.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate66.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate66.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schedule_id !== undefined){
const _errs8 = errors;
if(typeof data.schedule_id !== "string"){
validate66.errors = [{instancePath:instancePath+"/schedule_id",schemaPath:"#/properties/schedule_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoint_id !== undefined){
const _errs10 = errors;
if(typeof data.endpoint_id !== "string"){
validate66.errors = [{instancePath:instancePath+"/endpoint_id",schemaPath:"#/properties/endpoint_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.q !== undefined){
let data5 = data.q;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(func1(data5) > 200){
validate66.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data5) < 1){
validate66.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
const _errs14 = errors;
if(errors === _errs14){
if(errors === _errs14){
if(!(typeof data.after === "string")){
validate66.errors = [{instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.before !== undefined){
const _errs16 = errors;
if(errors === _errs16){
if(errors === _errs16){
if(!(typeof data.before === "string")){
validate66.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate66.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate66.errors = vErrors;
return errors === 0;
}
validate66.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const replayDeadLettersBody = validate67;
const schema85 = {"$id":"replayDeadLettersBody","$ref":"openapi.json#/components/schemas/ReplayDeadLettersRequest"};
const schema86 = {"type":"object","description":"Either `ids` or `filter`.","additionalProperties":false,"properties":{"ids":{"type":"array","minItems":1,"maxItems":10000,"items":{"type":"string"},"description":"Dead letters, each replayed once however often it is named."},"filter":{"type":"object","description":"Which dead letters; without a member, all.","additionalProperties":false,"properties":{"schedule_id":{"type":"string","description":"Only deliveries of this schedule."},"endpoint_id":{"type":"string","description":"Only what went to this endpoint profile."},"q":{"type":"string","minLength":1,"maxLength":200,"description":"Text that the destination contains, in either case."},"after":{"type":"string","format":"date-time","description":"Only what was created at or after this instant."},"before":{"type":"string","format":"date-time","description":"Only what was created before this instant."}}},"over":{"type":["string","null"],"description":"A Go duration up to 24h over which the new deliveries are spread evenly; all at once if not given.","examples":["10m"],"x-error-code":"invalid_duration"},"fresh_key":{"type":["boolean","null"],"description":"Send new `Idempotency-Key`s, so that receivers take them for new deliveries."}}};

function validate67(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="replayDeadLettersBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate67.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs2 = errors;
for(const key0 in data){
if(!((((key0 === "ids") || (key0 === "filter")) || (key0 === "over")) || (key0 === "fresh_key"))){
validate67.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.ids !== undefined){
let data0 = data.ids;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate67.errors = [{instancePath:instancePath+"/ids",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/ids/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate67.errors = [{instancePath:instancePath+"/ids",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/ids/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs5 = errors;
if(typeof data0[i0] !== "string"){
validate67.errors = [{instancePath:instancePath+"/ids/" + i0,schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/ids/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs5 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/ids",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/ids/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid1 = _errs3 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.filter !== undefined){
let data2 = data.filter;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs9 = errors;
for(const key1 in data2){
if(!(((((key1 === "schedule_id") || (key1 === "endpoint_id")) || (key1 === "q")) || (key1 === "after")) || (key1 === "before"))){
validate67.errors = [{instancePath:instancePath+"/filter",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.schedule_id !== undefined){
const _errs10 = errors;
if(typeof data2.schedule_id !== "string"){
validate67.errors = [{instancePath:instancePath+"/filter/schedule_id",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/schedule_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs10 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.endpoint_id !== undefined){
const _errs12 = errors;
if(typeof data2.endpoint_id !== "string"){
validate67.errors = [{instancePath:instancePath+"/filter/endpoint_id",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/endpoint_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs12 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.q !== undefined){
let data5 = data2.q;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(func1(data5) > 200){
validate67.errors = [{instancePath:instancePath+"/filter/q",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data5) < 1){
validate67.errors = [{instancePath:instancePath+"/filter/q",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/filter/q",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs14 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.after !== undefined){
const _errs16 = errors;
if(errors === _errs16){
if(errors === _errs16){
if(!(typeof data2.after === "string")){
validate67.errors = [{instancePath:instancePath+"/filter/after",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.before !== undefined){
const _errs18 = errors;
if(errors === _errs18){
if(errors === _errs18){
if(!(typeof data2.before === "string")){
validate67.errors = [{instancePath:instancePath+"/filter/before",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/properties/before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/filter",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/filter/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.over !== undefined){
let data8 = data.over;
const _errs20 = errors;
if((typeof data8 !== "string") && (data8 !== null)){
validate67.errors = [{instancePath:instancePath+"/over",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/over/type",keyword:"type",params:{type: schema86.properties.over.type},message:"must be string,null"}];
return false;
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.fresh_key !== undefined){
let data9 = data.fresh_key;
const _errs22 = errors;
if((typeof data9 !== "boolean") && (data9 !== null)){
validate67.errors = [{instancePath:instancePath+"/fresh_key",schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/properties/fresh_key/type",keyword:"type",params:{type: schema86.properties.fresh_key.type},message:"must be boolean,null"}];
return false;
}
var valid1 = _errs22 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate67.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/ReplayDeadLettersRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate67.errors = vErrors;
return errors === 0;
}
validate67.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const replayDeadLettersQuery = validate68;
const schema87 = {"$id":"replayDeadLettersQuery","type":"object","additionalProperties":false,"properties":{}};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="replayDeadLettersQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate68.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate68.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate68.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate68.errors = vErrors;
return errors === 0;
}
validate68.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listLogsQuery = validate69;
const schema88 = {"$id":"listLogsQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"outcome":{"type":"string","enum":["succeeded","retry","failed"]},"status_code":{"type":"integer","minimum":100,"maximum":999},"endpoint_id":{"type":"string"},"q":{"type":"string","minLength":1,"maxLength":200},"after":{"type":"string","format":"date-time"},"before":{"type":"string","format":"date-time"}}};

function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listLogsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate69.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func16.call(schema88.properties, key0))){
validate69.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate69.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate69.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate69.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate69.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate69.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate69.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate69.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined){
let data3 = data.outcome;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate69.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data3 === "succeeded") || (data3 === "retry")) || (data3 === "failed"))){
validate69.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema88.properties.outcome.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status_code !== undefined){
let data4 = data.status_code;
const _errs10 = errors;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
validate69.errors = [{instancePath:instancePath+"/status_code",schemaPath:"#/properties/status_code/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if(typeof data4 == "number"){
if(data4 > 999 || isNaN(data4)){
validate69.errors = [{instancePath:instancePath+"/status_code",schemaPath:"#/properties/status_code/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999},message:"must be <= 999"}];
return false;
}
else {
if(data4 < 100 || isNaN(data4)){
validate69.errors = [{instancePath:instancePath+"/status_code",schemaPath:"#/properties/status_code/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoint_id !== undefined){
const _errs12 = errors;
if(typeof data.endpoint_id !== "string"){
validate69.errors = [{instancePath:instancePath+"/endpoint_id",schemaPath:"#/properties/endpoint_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.q !== undefined){
let data6 = data.q;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func1(data6) > 200){
validate69.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data6) < 1){
validate69.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate69.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
const _errs16 = errors;
if(errors === _errs16){
if(errors === _errs16){
if(!(typeof data.after === "string")){
validate69.errors = [{instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.before !== undefined){
const _errs18 = errors;
if(errors === _errs18){
if(errors === _errs18){
if(!(typeof data.before === "string")){
validate69.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate69.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate69.errors = vErrors;
return errors === 0;
}
validate69.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getLedgerQuery = validate70;
const schema89 = {"$id":"getLedgerQuery","type":"object","additionalProperties":false,"properties":{"from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"},"portion":{"type":"integer","minimum":1,"maximum":10000},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"}}};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getLedgerQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate70.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "to")) || (key0 === "portion")) || (key0 === "cursor"))){
validate70.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.from !== undefined){
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(!(typeof data.from === "string")){
validate70.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(!(typeof data.to === "string")){
validate70.errors = [{instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.portion !== undefined){
let data2 = data.portion;
const _errs6 = errors;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
validate70.errors = [{instancePath:instancePath+"/portion",schemaPath:"#/properties/portion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if(typeof data2 == "number"){
if(data2 > 10000 || isNaN(data2)){
validate70.errors = [{instancePath:instancePath+"/portion",schemaPath:"#/properties/portion/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate70.errors = [{instancePath:instancePath+"/portion",schemaPath:"#/properties/portion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data3 = data.cursor;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func1(data3) > 512){
validate70.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data3) < 1){
validate70.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate70.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate70.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate70.errors = vErrors;
return errors === 0;
}
validate70.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getOverviewQuery = validate71;
const schema90 = {"$id":"getOverviewQuery","type":"object","additionalProperties":false,"properties":{"period":{"type":"string","enum":["24h","7d","30d"],"default":"24h"}}};

function validate71(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getOverviewQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate71.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "period")){
validate71.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.period !== undefined){
let data0 = data.period;
if(typeof data0 !== "string"){
validate71.errors = [{instancePath:instancePath+"/period",schemaPath:"#/properties/period/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data0 === "24h") || (data0 === "7d")) || (data0 === "30d"))){
validate71.errors = [{instancePath:instancePath+"/period",schemaPath:"#/properties/period/enum",keyword:"enum",params:{allowedValues: schema90.properties.period.enum},message:"must be equal to one of the allowed values"}];
return false;
}
}
}
}
else {
validate71.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate71.errors = vErrors;
return errors === 0;
}
validate71.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getUsageQuery = validate72;
const schema91 = {"$id":"getUsageQuery","type":"object","additionalProperties":false,"properties":{}};

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getUsageQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate72.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate72.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate72.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate72.errors = vErrors;
return errors === 0;
}
validate72.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getPunctualityQuery = validate73;
const schema92 = {"$id":"getPunctualityQuery","type":"object","additionalProperties":false,"properties":{}};

function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getPunctualityQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate73.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate73.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate73.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate73.errors = vErrors;
return errors === 0;
}
validate73.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createEndpointBody = validate74;
const schema93 = {"$id":"createEndpointBody","$ref":"openapi.json#/components/schemas/CreateEndpointRequest"};
const schema94 = {"description":"A destination that many schedules share.","allOf":[{"$ref":"#/components/schemas/EndpointFields"}],"type":"object","required":["url"],"unevaluatedProperties":false};
const schema95 = {"type":"object","description":"What a caller says of an endpoint profile. A null stands for the default.","properties":{"url":{"type":"string","description":"The destination, an absolute https URL.","examples":["https://example.com/hooks"],"x-error-code":"invalid_endpoint"},"name":{"type":["string","null"],"minLength":1,"maxLength":200,"description":"For people."},"description":{"type":["string","null"],"maxLength":1000,"description":"For people."},"headers":{"anyOf":[{"$ref":"#/components/schemas/Headers"},{"type":"null"}],"description":"Sent with every attempt, unless the schedule has a header of the same name; write-only.","x-error-code":"invalid_header"},"timeout":{"type":["string","null"],"description":"A Go duration from 1s to 5m, in 100 characters at most, for one attempt, for schedules that have none of their own.","x-error-code":"invalid_timeout"},"retry_policy":{"anyOf":[{"$ref":"#/components/schemas/RetryPolicy"},{"type":"null"}],"description":"For schedules that have none of their own.","x-error-code":"invalid_retry_policy"},"max_per_second":{"type":["number","null"],"exclusiveMinimum":0,"maximum":10000,"description":"How many attempts may begin in a second; what comes too fast waits. No limit if not given."},"max_concurrency":{"type":["integer","null"],"minimum":1,"maximum":10000,"description":"How many attempts may be on the wire at once. No limit if not given."},"secret":{"type":["string","null"],"description":"What this profile's deliveries are signed with: `generate`, or `whsec_` and the base64 of 24 to 64\nbytes. If not given, the project's secrets sign. In a PATCH it takes the place of the one before at\nonce; rotate to have both sign for a while.\n","examples":["generate"],"x-error-code":"invalid_secret"}}};

function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate76.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url !== undefined){
const _errs1 = errors;
if(typeof data.url !== "string"){
validate76.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs3 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate76.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema95.properties.name.type},message:"must be string,null"}];
return false;
}
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) > 200){
validate76.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate76.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data2 = data.description;
const _errs5 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate76.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema95.properties.description.type},message:"must be string,null"}];
return false;
}
if(errors === _errs5){
if(typeof data2 === "string"){
if(func1(data2) > 1000){
validate76.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data3 = data.headers;
const _errs7 = errors;
const _errs8 = errors;
let valid1 = false;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length > 64){
const err0 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
for(const key0 in data3){
const _errs12 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 120){
const err1 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames/maxLength",keyword:"maxLength",params:{limit: 120},message:"must NOT have more than 120 characters",propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(func1(key0) < 1){
const err2 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
var valid3 = _errs12 === errors;
if(!valid3){
const err3 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
break;
}
}
if(valid3){
for(const key1 in data3){
let data4 = data3[key1];
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(func1(data4) > 4096){
const err4 = {instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/components/schemas/Headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var valid4 = _errs14 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/headers",schemaPath:"#/components/schemas/Headers/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid0 = _errs9 === errors;
valid1 = valid1 || _valid0;
const _errs16 = errors;
if(data3 !== null){
const err7 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err8 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
validate76.errors = vErrors;
return false;
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timeout !== undefined){
let data5 = data.timeout;
const _errs18 = errors;
if((typeof data5 !== "string") && (data5 !== null)){
validate76.errors = [{instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: schema95.properties.timeout.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retry_policy !== undefined){
let data6 = data.retry_policy;
const _errs20 = errors;
const _errs21 = errors;
let valid5 = false;
const _errs22 = errors;
if(!(validate24(data6, {instancePath:instancePath+"/retry_policy",parentData:data,parentDataProperty:"retry_policy",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var _valid1 = _errs22 === errors;
valid5 = valid5 || _valid1;
const _errs23 = errors;
if(data6 !== null){
const err9 = {instancePath:instancePath+"/retry_policy",schemaPath:"#/properties/retry_policy/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid1 = _errs23 === errors;
valid5 = valid5 || _valid1;
if(!valid5){
const err10 = {instancePath:instancePath+"/retry_policy",schemaPath:"#/properties/retry_policy/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
validate76.errors = vErrors;
return false;
}
else {
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_per_second !== undefined){
let data7 = data.max_per_second;
const _errs25 = errors;
if((!(typeof data7 == "number")) && (data7 !== null)){
validate76.errors = [{instancePath:instancePath+"/max_per_second",schemaPath:"#/properties/max_per_second/type",keyword:"type",params:{type: schema95.properties.max_per_second.type},message:"must be number,null"}];
return false;
}
if(errors === _errs25){
if(typeof data7 == "number"){
if(data7 > 10000 || isNaN(data7)){
validate76.errors = [{instancePath:instancePath+"/max_per_second",schemaPath:"#/properties/max_per_second/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data7 <= 0 || isNaN(data7)){
validate76.errors = [{instancePath:instancePath+"/max_per_second",schemaPath:"#/properties/max_per_second/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"}];
return false;
}
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_concurrency !== undefined){
let data8 = data.max_concurrency;
const _errs27 = errors;
if((!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))) && (data8 !== null)){
validate76.errors = [{instancePath:instancePath+"/max_concurrency",schemaPath:"#/properties/max_concurrency/type",keyword:"type",params:{type: schema95.properties.max_concurrency.type},message:"must be integer,null"}];
return false;
}
if(errors === _errs27){
if(typeof data8 == "number"){
if(data8 > 10000 || isNaN(data8)){
validate76.errors = [{instancePath:instancePath+"/max_concurrency",schemaPath:"#/properties/max_concurrency/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate76.errors = [{instancePath:instancePath+"/max_concurrency",schemaPath:"#/properties/max_concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.secret !== undefined){
let data9 = data.secret;
const _errs29 = errors;
if((typeof data9 !== "string") && (data9 !== null)){
validate76.errors = [{instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/type",keyword:"type",params:{type: schema95.properties.secret.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate76.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate76.errors = vErrors;
return errors === 0;
}
validate76.evaluated = {"props":{"url":true,"name":true,"description":true,"headers":true,"timeout":true,"retry_policy":true,"max_per_second":true,"max_concurrency":true,"secret":true},"dynamicProps":false,"dynamicItems":false};


function validate75(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate75.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate76(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.url === undefined) && (missing0 = "url")){
validate75.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
for(const key0 in data){
if(((((((((key0 !== "url") && (key0 !== "name")) && (key0 !== "description")) && (key0 !== "headers")) && (key0 !== "timeout")) && (key0 !== "retry_policy")) && (key0 !== "max_per_second")) && (key0 !== "max_concurrency")) && (key0 !== "secret")){
validate75.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
}
else {
validate75.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate75.errors = vErrors;
return errors === 0;
}
validate75.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createEndpointBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate74.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate75(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
validate74.errors = vErrors;
return errors === 0;
}
validate74.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createEndpointQuery = validate80;
const schema97 = {"$id":"createEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate80.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate80.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate80.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate80.errors = vErrors;
return errors === 0;
}
validate80.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listEndpointsQuery = validate81;
const schema98 = {"$id":"listEndpointsQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false},"q":{"type":"string","minLength":1,"maxLength":200}}};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listEndpointsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate81.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total")) || (key0 === "q"))){
validate81.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate81.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate81.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate81.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate81.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate81.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate81.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate81.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.q !== undefined){
let data3 = data.q;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func1(data3) > 200){
validate81.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data3) < 1){
validate81.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate81.errors = [{instancePath:instancePath+"/q",schemaPath:"#/properties/q/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate81.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate81.errors = vErrors;
return errors === 0;
}
validate81.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getEndpointQuery = validate82;
const schema99 = {"$id":"getEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate82.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate82.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate82.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate82.errors = vErrors;
return errors === 0;
}
validate82.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateEndpointBody = validate83;
const schema100 = {"$id":"updateEndpointBody","$ref":"openapi.json#/components/schemas/UpdateEndpointRequest"};
const schema101 = {"description":"The fields to change; null puts a field back to its default.","allOf":[{"$ref":"#/components/schemas/EndpointFields"}],"type":"object","unevaluatedProperties":false};

function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate84.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate76(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(((((((((key0 !== "url") && (key0 !== "name")) && (key0 !== "description")) && (key0 !== "headers")) && (key0 !== "timeout")) && (key0 !== "retry_policy")) && (key0 !== "max_per_second")) && (key0 !== "max_concurrency")) && (key0 !== "secret")){
validate84.errors = [{instancePath,schemaPath:"#/unevaluatedProperties",keyword:"unevaluatedProperties",params:{unevaluatedProperty: key0},message:"must NOT have unevaluated properties"}];
return false;
break;
}
}
}
else {
validate84.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate84.errors = vErrors;
return errors === 0;
}
validate84.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateEndpointBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate83.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate84(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
validate83.errors = vErrors;
return errors === 0;
}
validate83.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateEndpointQuery = validate87;
const schema102 = {"$id":"updateEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate87.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate87.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate87.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate87.errors = vErrors;
return errors === 0;
}
validate87.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const deleteEndpointQuery = validate88;
const schema103 = {"$id":"deleteEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate88(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="deleteEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate88.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate88.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate88.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate88.errors = vErrors;
return errors === 0;
}
validate88.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const enableEndpointQuery = validate89;
const schema104 = {"$id":"enableEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="enableEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate89.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate89.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate89.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate89.errors = vErrors;
return errors === 0;
}
validate89.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const disableEndpointQuery = validate90;
const schema105 = {"$id":"disableEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="disableEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate90.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate90.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate90.errors = vErrors;
return errors === 0;
}
validate90.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const rotateEndpointSecretQuery = validate91;
const schema106 = {"$id":"rotateEndpointSecretQuery","type":"object","additionalProperties":false,"properties":{}};

function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="rotateEndpointSecretQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate91.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate91.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate91.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate91.errors = vErrors;
return errors === 0;
}
validate91.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const testEndpointQuery = validate92;
const schema107 = {"$id":"testEndpointQuery","type":"object","additionalProperties":false,"properties":{}};

function validate92(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="testEndpointQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate92.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate92.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate92.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate92.errors = vErrors;
return errors === 0;
}
validate92.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createApiKeyBody = validate93;
const schema108 = {"$id":"createApiKeyBody","$ref":"openapi.json#/components/schemas/CreateApiKeyRequest"};
const schema109 = {"type":"object","additionalProperties":false,"description":"What a new key is called and may do.","required":["name","scopes"],"properties":{"name":{"type":"string","minLength":1,"maxLength":200},"scopes":{"type":"array","minItems":1,"maxItems":4,"description":"Only those that the key that asks has itself; else `403 insufficient_scope`.","items":{"$ref":"#/components/schemas/Scope"}}}};
const schema110 = {"type":"string","enum":["read","write","replay","admin"],"description":"What a key may do: `read` everything but secrets, `write` schedules, deliveries and profiles, `replay`\ndeliveries, `admin` keys and secrets. None includes another.\n"};

function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate94.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.name === undefined) && (missing0 = "name")) || ((data.scopes === undefined) && (missing0 = "scopes"))){
validate94.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "name") || (key0 === "scopes"))){
validate94.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
let data0 = data.name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) > 200){
validate94.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func1(data0) < 1){
validate94.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate94.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scopes !== undefined){
let data1 = data.scopes;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data1)){
if(data1.length > 4){
validate94.errors = [{instancePath:instancePath+"/scopes",schemaPath:"#/properties/scopes/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items"}];
return false;
}
else {
if(data1.length < 1){
validate94.errors = [{instancePath:instancePath+"/scopes",schemaPath:"#/properties/scopes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs6 = errors;
if(typeof data2 !== "string"){
validate94.errors = [{instancePath:instancePath+"/scopes/" + i0,schemaPath:"#/components/schemas/Scope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data2 === "read") || (data2 === "write")) || (data2 === "replay")) || (data2 === "admin"))){
validate94.errors = [{instancePath:instancePath+"/scopes/" + i0,schemaPath:"#/components/schemas/Scope/enum",keyword:"enum",params:{allowedValues: schema110.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate94.errors = [{instancePath:instancePath+"/scopes",schemaPath:"#/properties/scopes/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate94.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate94.errors = vErrors;
return errors === 0;
}
validate94.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createApiKeyBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate93.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate94(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate94.errors : vErrors.concat(validate94.errors);
errors = vErrors.length;
}
validate93.errors = vErrors;
return errors === 0;
}
validate93.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const createApiKeyQuery = validate96;
const schema111 = {"$id":"createApiKeyQuery","type":"object","additionalProperties":false,"properties":{}};

function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createApiKeyQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate96.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate96.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate96.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate96.errors = vErrors;
return errors === 0;
}
validate96.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listApiKeysQuery = validate97;
const schema112 = {"$id":"listApiKeysQuery","type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":25},"cursor":{"type":"string","minLength":1,"maxLength":512,"x-error-code":"invalid_cursor"},"include_total":{"type":"boolean","default":false}}};

function validate97(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listApiKeysQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate97.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "limit") || (key0 === "cursor")) || (key0 === "include_total"))){
validate97.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limit !== undefined){
let data0 = data.limit;
const _errs2 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate97.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
validate97.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate97.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) > 512){
validate97.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(func1(data1) < 1){
validate97.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_total !== undefined){
const _errs6 = errors;
if(typeof data.include_total !== "boolean"){
validate97.errors = [{instancePath:instancePath+"/include_total",schemaPath:"#/properties/include_total/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate97.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate97.errors = vErrors;
return errors === 0;
}
validate97.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const whoAmIQuery = validate98;
const schema113 = {"$id":"whoAmIQuery","type":"object","additionalProperties":false,"properties":{}};

function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="whoAmIQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate98.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate98.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate98.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate98.errors = vErrors;
return errors === 0;
}
validate98.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const rotateApiKeyQuery = validate99;
const schema114 = {"$id":"rotateApiKeyQuery","type":"object","additionalProperties":false,"properties":{}};

function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="rotateApiKeyQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate99.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate99.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate99.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate99.errors = vErrors;
return errors === 0;
}
validate99.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const revokeApiKeyQuery = validate100;
const schema115 = {"$id":"revokeApiKeyQuery","type":"object","additionalProperties":false,"properties":{}};

function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="revokeApiKeyQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate100.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate100.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate100.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate100.errors = vErrors;
return errors === 0;
}
validate100.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const startMagicLinkBody = validate101;
const schema116 = {"$id":"startMagicLinkBody","$ref":"openapi.json#/components/schemas/StartMagicLinkRequest"};
const schema117 = {"type":"object","additionalProperties":false,"required":["email"],"properties":{"email":{"type":"string","maxLength":1000,"description":"One plain address of at most 254 characters.","x-error-code":"invalid_email"}}};

function validate101(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="startMagicLinkBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate101.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.email === undefined) && (missing0 = "email")){
validate101.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/StartMagicLinkRequest/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs2 = errors;
for(const key0 in data){
if(!(key0 === "email")){
validate101.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/StartMagicLinkRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.email !== undefined){
let data0 = data.email;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(func1(data0) > 1000){
validate101.errors = [{instancePath:instancePath+"/email",schemaPath:"openapi.json#/components/schemas/StartMagicLinkRequest/properties/email/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate101.errors = [{instancePath:instancePath+"/email",schemaPath:"openapi.json#/components/schemas/StartMagicLinkRequest/properties/email/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
}
else {
validate101.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/StartMagicLinkRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate101.errors = vErrors;
return errors === 0;
}
validate101.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const startMagicLinkQuery = validate102;
const schema118 = {"$id":"startMagicLinkQuery","type":"object","additionalProperties":false,"properties":{}};

function validate102(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="startMagicLinkQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate102.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate102.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate102.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate102.errors = vErrors;
return errors === 0;
}
validate102.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const openMagicLinkQuery = validate103;
const schema119 = {"$id":"openMagicLinkQuery","type":"object","additionalProperties":false,"properties":{"token":{"type":"string","minLength":1,"maxLength":100}},"required":["token"]};

function validate103(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="openMagicLinkQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate103.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.token === undefined) && (missing0 = "token")){
validate103.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "token")){
validate103.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.token !== undefined){
let data0 = data.token;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) > 100){
validate103.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func1(data0) < 1){
validate103.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate103.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
}
else {
validate103.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate103.errors = vErrors;
return errors === 0;
}
validate103.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const confirmMagicLinkQuery = validate104;
const schema120 = {"$id":"confirmMagicLinkQuery","type":"object","additionalProperties":false,"properties":{"token":{"type":"string","minLength":1,"maxLength":100}},"required":["token"]};

function validate104(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="confirmMagicLinkQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate104.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.token === undefined) && (missing0 = "token")){
validate104.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "token")){
validate104.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.token !== undefined){
let data0 = data.token;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) > 100){
validate104.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func1(data0) < 1){
validate104.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
}
else {
validate104.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate104.errors = vErrors;
return errors === 0;
}
validate104.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const logOutQuery = validate105;
const schema121 = {"$id":"logOutQuery","type":"object","additionalProperties":false,"properties":{}};

function validate105(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="logOutQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate105.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate105.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate105.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate105.errors = vErrors;
return errors === 0;
}
validate105.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getMeQuery = validate106;
const schema122 = {"$id":"getMeQuery","type":"object","additionalProperties":false,"properties":{}};

function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getMeQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate106.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate106.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate106.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate106.errors = vErrors;
return errors === 0;
}
validate106.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateMeBody = validate107;
const schema123 = {"$id":"updateMeBody","$ref":"openapi.json#/components/schemas/UpdateMeRequest"};
const schema124 = {"type":"object","additionalProperties":false,"required":["display_name"],"properties":{"display_name":{"type":["string","null"],"maxLength":400,"description":"1 to 200 characters; null: none."}}};

function validate107(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateMeBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate107.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.display_name === undefined) && (missing0 = "display_name")){
validate107.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/UpdateMeRequest/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs2 = errors;
for(const key0 in data){
if(!(key0 === "display_name")){
validate107.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/UpdateMeRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.display_name !== undefined){
let data0 = data.display_name;
const _errs3 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate107.errors = [{instancePath:instancePath+"/display_name",schemaPath:"openapi.json#/components/schemas/UpdateMeRequest/properties/display_name/type",keyword:"type",params:{type: schema124.properties.display_name.type},message:"must be string,null"}];
return false;
}
if(errors === _errs3){
if(typeof data0 === "string"){
if(func1(data0) > 400){
validate107.errors = [{instancePath:instancePath+"/display_name",schemaPath:"openapi.json#/components/schemas/UpdateMeRequest/properties/display_name/maxLength",keyword:"maxLength",params:{limit: 400},message:"must NOT have more than 400 characters"}];
return false;
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/UpdateMeRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate107.errors = vErrors;
return errors === 0;
}
validate107.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateMeQuery = validate108;
const schema125 = {"$id":"updateMeQuery","type":"object","additionalProperties":false,"properties":{}};

function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateMeQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate108.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate108.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate108.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate108.errors = vErrors;
return errors === 0;
}
validate108.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getSigningSecretsQuery = validate109;
const schema126 = {"$id":"getSigningSecretsQuery","type":"object","additionalProperties":false,"properties":{}};

function validate109(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getSigningSecretsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate109.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate109.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate109.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate109.errors = vErrors;
return errors === 0;
}
validate109.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const deleteSigningSecretsQuery = validate110;
const schema127 = {"$id":"deleteSigningSecretsQuery","type":"object","additionalProperties":false,"properties":{}};

function validate110(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="deleteSigningSecretsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate110.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate110.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate110.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate110.errors = vErrors;
return errors === 0;
}
validate110.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const rotateSigningSecretsQuery = validate111;
const schema128 = {"$id":"rotateSigningSecretsQuery","type":"object","additionalProperties":false,"properties":{}};

function validate111(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="rotateSigningSecretsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate111.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate111.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate111.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate111.errors = vErrors;
return errors === 0;
}
validate111.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getDevClockQuery = validate112;
const schema129 = {"$id":"getDevClockQuery","type":"object","additionalProperties":false,"properties":{}};

function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getDevClockQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate112.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate112.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate112.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate112.errors = vErrors;
return errors === 0;
}
validate112.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const advanceDevClockBody = validate113;
const schema130 = {"$id":"advanceDevClockBody","$ref":"openapi.json#/components/schemas/AdvanceDevClockRequest"};
const schema131 = {"type":"object","description":"Either `by` or `to`.","additionalProperties":false,"properties":{"by":{"type":["string","null"],"description":"How far, a Go duration up to 10 years. `0s` moves nothing and waits until everything due is done.","examples":["24h"],"x-error-code":"invalid_duration"},"to":{"type":["string","null"],"description":"Up to which RFC 3339 instant, at most 10 years ahead.","examples":["2027-07-01T09:00:00Z"]}}};

function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="advanceDevClockBody" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate113.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
if(errors === _errs0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs2 = errors;
for(const key0 in data){
if(!((key0 === "by") || (key0 === "to"))){
validate113.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/AdvanceDevClockRequest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs2 === errors){
if(data.by !== undefined){
let data0 = data.by;
const _errs3 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate113.errors = [{instancePath:instancePath+"/by",schemaPath:"openapi.json#/components/schemas/AdvanceDevClockRequest/properties/by/type",keyword:"type",params:{type: schema131.properties.by.type},message:"must be string,null"}];
return false;
}
var valid1 = _errs3 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.to !== undefined){
let data1 = data.to;
const _errs5 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate113.errors = [{instancePath:instancePath+"/to",schemaPath:"openapi.json#/components/schemas/AdvanceDevClockRequest/properties/to/type",keyword:"type",params:{type: schema131.properties.to.type},message:"must be string,null"}];
return false;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
}
}
}
else {
validate113.errors = [{instancePath,schemaPath:"openapi.json#/components/schemas/AdvanceDevClockRequest/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate113.errors = vErrors;
return errors === 0;
}
validate113.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const advanceDevClockQuery = validate114;
const schema132 = {"$id":"advanceDevClockQuery","type":"object","additionalProperties":false,"properties":{}};

function validate114(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="advanceDevClockQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate114.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate114.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate114.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate114.errors = vErrors;
return errors === 0;
}
validate114.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getHealthQuery = validate115;
const schema133 = {"$id":"getHealthQuery","type":"object","additionalProperties":false,"properties":{}};

function validate115(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getHealthQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate115.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate115.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate115.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate115.errors = vErrors;
return errors === 0;
}
validate115.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getReadinessQuery = validate116;
const schema134 = {"$id":"getReadinessQuery","type":"object","additionalProperties":false,"properties":{}};

function validate116(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getReadinessQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate116.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate116.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate116.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate116.errors = vErrors;
return errors === 0;
}
validate116.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getMetricsJsonQuery = validate117;
const schema135 = {"$id":"getMetricsJsonQuery","type":"object","additionalProperties":false,"properties":{}};

function validate117(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getMetricsJsonQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate117.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate117.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate117.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate117.errors = vErrors;
return errors === 0;
}
validate117.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getMetricsQuery = validate118;
const schema136 = {"$id":"getMetricsQuery","type":"object","additionalProperties":false,"properties":{}};

function validate118(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getMetricsQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate118.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate118.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate118.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate118.errors = vErrors;
return errors === 0;
}
validate118.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getReferenceQuery = validate119;
const schema137 = {"$id":"getReferenceQuery","type":"object","additionalProperties":false,"properties":{}};

function validate119(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getReferenceQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate119.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate119.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate119.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate119.errors = vErrors;
return errors === 0;
}
validate119.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getOpenapiQuery = validate120;
const schema138 = {"$id":"getOpenapiQuery","type":"object","additionalProperties":false,"properties":{}};

function validate120(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getOpenapiQuery" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate120.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate120.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate120.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate120.errors = vErrors;
return errors === 0;
}
validate120.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const validators = {
  createSchedule: {
    body: { accepts: createScheduleBody, codes: {"/endpoint":"invalid_endpoint","/endpoint_id":"invalid_endpoint","/delay":"invalid_duration","/fire_at":"invalid_fire_at","/local_fire_at":"invalid_local_fire_at","/cron":"invalid_cron","/every":"invalid_duration","/timezone":"invalid_timezone","/method":"invalid_method","/headers":"invalid_header","/timeout":"invalid_timeout","/ttl":"invalid_duration","/retry_policy":"invalid_retry_policy","/metadata":"invalid_metadata","/starts_at":"invalid_bounds","/ends_at":"invalid_bounds","/max_runs":"invalid_bounds","/dst":"invalid_dst","/misfire":"invalid_misfire","/overlap":"invalid_overlap","/idempotency_key":"invalid_idempotency_key"}, fields: {"":["endpoint","endpoint_id","delay","fire_at","local_fire_at","cron","every","timezone","method","headers","body","timeout","ttl","retry_policy","metadata","name","starts_at","ends_at","max_runs","dst","misfire","early_fire","forward_trace","overlap","idempotency_key"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"],"/dst":["gap","overlap"],"/misfire":["policy","grace","max"]}, durations: ["/delay","/every","/timeout","/ttl","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after","/misfire/grace"] },
    query: { accepts: createScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  listSchedules: {
    query: { accepts: listSchedulesQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","state","kind","endpoint_id","q","metadata","created_after","created_before"]}, durations: [] },
  },
  bulkCreateSchedules: {
    body: { accepts: bulkCreateSchedulesBody, codes: {}, fields: {"":["items"]}, durations: [] },
    query: { accepts: bulkCreateSchedulesQuery, codes: {}, fields: {}, durations: [] },
  },
  previewSchedule: {
    body: { accepts: previewScheduleBody, codes: {"/endpoint":"invalid_endpoint","/endpoint_id":"invalid_endpoint","/delay":"invalid_duration","/fire_at":"invalid_fire_at","/local_fire_at":"invalid_local_fire_at","/cron":"invalid_cron","/every":"invalid_duration","/timezone":"invalid_timezone","/method":"invalid_method","/headers":"invalid_header","/timeout":"invalid_timeout","/ttl":"invalid_duration","/retry_policy":"invalid_retry_policy","/metadata":"invalid_metadata","/starts_at":"invalid_bounds","/ends_at":"invalid_bounds","/max_runs":"invalid_bounds","/dst":"invalid_dst","/misfire":"invalid_misfire","/overlap":"invalid_overlap"}, fields: {"":["endpoint","endpoint_id","delay","fire_at","local_fire_at","cron","every","timezone","method","headers","body","timeout","ttl","retry_policy","metadata","name","starts_at","ends_at","max_runs","dst","misfire","early_fire","forward_trace","overlap","count","from"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"],"/dst":["gap","overlap"],"/misfire":["policy","grace","max"]}, durations: ["/delay","/every","/timeout","/ttl","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after","/misfire/grace"] },
    query: { accepts: previewScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  getSchedule: {
    query: { accepts: getScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  updateSchedule: {
    body: { accepts: updateScheduleBody, codes: {"/endpoint":"invalid_endpoint","/endpoint_id":"invalid_endpoint","/delay":"invalid_duration","/fire_at":"invalid_fire_at","/local_fire_at":"invalid_local_fire_at","/cron":"invalid_cron","/every":"invalid_duration","/timezone":"invalid_timezone","/method":"invalid_method","/headers":"invalid_header","/timeout":"invalid_timeout","/ttl":"invalid_duration","/retry_policy":"invalid_retry_policy","/metadata":"invalid_metadata","/starts_at":"invalid_bounds","/ends_at":"invalid_bounds","/max_runs":"invalid_bounds","/dst":"invalid_dst","/misfire":"invalid_misfire","/overlap":"invalid_overlap"}, fields: {"":["endpoint","endpoint_id","delay","fire_at","local_fire_at","cron","every","timezone","method","headers","body","timeout","ttl","retry_policy","metadata","name","starts_at","ends_at","max_runs","dst","misfire","early_fire","forward_trace","overlap"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"],"/dst":["gap","overlap"],"/misfire":["policy","grace","max"]}, durations: ["/delay","/every","/timeout","/ttl","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after","/misfire/grace"] },
    query: { accepts: updateScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  cancelSchedule: {
    query: { accepts: cancelScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  pauseSchedule: {
    query: { accepts: pauseScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  resumeSchedule: {
    query: { accepts: resumeScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  triggerSchedule: {
    query: { accepts: triggerScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  cloneSchedule: {
    body: { accepts: cloneScheduleBody, codes: {"/endpoint":"invalid_endpoint","/endpoint_id":"invalid_endpoint","/delay":"invalid_duration","/fire_at":"invalid_fire_at","/local_fire_at":"invalid_local_fire_at","/cron":"invalid_cron","/every":"invalid_duration","/timezone":"invalid_timezone","/method":"invalid_method","/headers":"invalid_header","/timeout":"invalid_timeout","/ttl":"invalid_duration","/retry_policy":"invalid_retry_policy","/metadata":"invalid_metadata","/starts_at":"invalid_bounds","/ends_at":"invalid_bounds","/max_runs":"invalid_bounds","/dst":"invalid_dst","/misfire":"invalid_misfire","/overlap":"invalid_overlap","/idempotency_key":"invalid_idempotency_key"}, fields: {"":["endpoint","endpoint_id","delay","fire_at","local_fire_at","cron","every","timezone","method","headers","body","timeout","ttl","retry_policy","metadata","name","starts_at","ends_at","max_runs","dst","misfire","early_fire","forward_trace","overlap","idempotency_key"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"],"/dst":["gap","overlap"],"/misfire":["policy","grace","max"]}, durations: ["/delay","/every","/timeout","/ttl","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after","/misfire/grace"] },
    query: { accepts: cloneScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  replaySchedule: {
    query: { accepts: replayScheduleQuery, codes: {}, fields: {}, durations: [] },
  },
  listScheduleDeliveries: {
    query: { accepts: listScheduleDeliveriesQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","state","after","before"]}, durations: [] },
  },
  listScheduleAttempts: {
    query: { accepts: listScheduleAttemptsQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total"]}, durations: [] },
  },
  getScheduleLedger: {
    query: { accepts: getScheduleLedgerQuery, codes: {}, fields: {"":["from","to"]}, durations: [] },
  },
  listDeliveries: {
    query: { accepts: listDeliveriesQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","state","schedule_id","endpoint_id","q","after","before"]}, durations: [] },
  },
  getDelivery: {
    query: { accepts: getDeliveryQuery, codes: {}, fields: {}, durations: [] },
  },
  listDeliveryAttempts: {
    query: { accepts: listDeliveryAttemptsQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total"]}, durations: [] },
  },
  cancelDelivery: {
    query: { accepts: cancelDeliveryQuery, codes: {}, fields: {}, durations: [] },
  },
  replayDelivery: {
    body: { accepts: replayDeliveryBody, codes: {}, fields: {"":["fresh_key"]}, durations: [] },
    query: { accepts: replayDeliveryQuery, codes: {}, fields: {}, durations: [] },
  },
  listDeadLetters: {
    query: { accepts: listDeadLettersQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","schedule_id","endpoint_id","q","after","before"]}, durations: [] },
  },
  replayDeadLetters: {
    body: { accepts: replayDeadLettersBody, codes: {"/over":"invalid_duration"}, fields: {"":["ids","filter","over","fresh_key"],"/filter":["schedule_id","endpoint_id","q","after","before"]}, durations: ["/over"] },
    query: { accepts: replayDeadLettersQuery, codes: {}, fields: {}, durations: [] },
  },
  listLogs: {
    query: { accepts: listLogsQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","outcome","status_code","endpoint_id","q","after","before"]}, durations: [] },
  },
  getLedger: {
    query: { accepts: getLedgerQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["from","to","portion","cursor"]}, durations: [] },
  },
  getOverview: {
    query: { accepts: getOverviewQuery, codes: {}, fields: {"":["period"]}, durations: [] },
  },
  getUsage: {
    query: { accepts: getUsageQuery, codes: {}, fields: {}, durations: [] },
  },
  getPunctuality: {
    query: { accepts: getPunctualityQuery, codes: {}, fields: {}, durations: [] },
  },
  createEndpoint: {
    body: { accepts: createEndpointBody, codes: {"/url":"invalid_endpoint","/headers":"invalid_header","/timeout":"invalid_timeout","/retry_policy":"invalid_retry_policy","/secret":"invalid_secret"}, fields: {"":["url","name","description","headers","timeout","retry_policy","max_per_second","max_concurrency","secret"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"]}, durations: ["/timeout","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after"] },
    query: { accepts: createEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  listEndpoints: {
    query: { accepts: listEndpointsQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total","q"]}, durations: [] },
  },
  getEndpoint: {
    query: { accepts: getEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  updateEndpoint: {
    body: { accepts: updateEndpointBody, codes: {"/url":"invalid_endpoint","/headers":"invalid_header","/timeout":"invalid_timeout","/retry_policy":"invalid_retry_policy","/secret":"invalid_secret"}, fields: {"":["url","name","description","headers","timeout","retry_policy","max_per_second","max_concurrency","secret"],"/retry_policy":["max_attempts","strategy","base","factor","max","jitter","delays","rules"],"/retry_policy/rules/*":["status","error","action","after"]}, durations: ["/timeout","/retry_policy/base","/retry_policy/max","/retry_policy/delays/*","/retry_policy/rules/*/after"] },
    query: { accepts: updateEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  deleteEndpoint: {
    query: { accepts: deleteEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  enableEndpoint: {
    query: { accepts: enableEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  disableEndpoint: {
    query: { accepts: disableEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  rotateEndpointSecret: {
    query: { accepts: rotateEndpointSecretQuery, codes: {}, fields: {}, durations: [] },
  },
  testEndpoint: {
    query: { accepts: testEndpointQuery, codes: {}, fields: {}, durations: [] },
  },
  createApiKey: {
    body: { accepts: createApiKeyBody, codes: {}, fields: {"":["name","scopes"]}, durations: [] },
    query: { accepts: createApiKeyQuery, codes: {}, fields: {}, durations: [] },
  },
  listApiKeys: {
    query: { accepts: listApiKeysQuery, codes: {"/cursor":"invalid_cursor"}, fields: {"":["limit","cursor","include_total"]}, durations: [] },
  },
  whoAmI: {
    query: { accepts: whoAmIQuery, codes: {}, fields: {}, durations: [] },
  },
  rotateApiKey: {
    query: { accepts: rotateApiKeyQuery, codes: {}, fields: {}, durations: [] },
  },
  revokeApiKey: {
    query: { accepts: revokeApiKeyQuery, codes: {}, fields: {}, durations: [] },
  },
  startMagicLink: {
    body: { accepts: startMagicLinkBody, codes: {"/email":"invalid_email"}, fields: {"":["email"]}, durations: [] },
    query: { accepts: startMagicLinkQuery, codes: {}, fields: {}, durations: [] },
  },
  openMagicLink: {
    query: { accepts: openMagicLinkQuery, codes: {}, fields: {"":["token"]}, durations: [] },
  },
  confirmMagicLink: {
    query: { accepts: confirmMagicLinkQuery, codes: {}, fields: {"":["token"]}, durations: [] },
  },
  logOut: {
    query: { accepts: logOutQuery, codes: {}, fields: {}, durations: [] },
  },
  getMe: {
    query: { accepts: getMeQuery, codes: {}, fields: {}, durations: [] },
  },
  updateMe: {
    body: { accepts: updateMeBody, codes: {}, fields: {"":["display_name"]}, durations: [] },
    query: { accepts: updateMeQuery, codes: {}, fields: {}, durations: [] },
  },
  getSigningSecrets: {
    query: { accepts: getSigningSecretsQuery, codes: {}, fields: {}, durations: [] },
  },
  deleteSigningSecrets: {
    query: { accepts: deleteSigningSecretsQuery, codes: {}, fields: {}, durations: [] },
  },
  rotateSigningSecrets: {
    query: { accepts: rotateSigningSecretsQuery, codes: {}, fields: {}, durations: [] },
  },
  getDevClock: {
    query: { accepts: getDevClockQuery, codes: {}, fields: {}, durations: [] },
  },
  advanceDevClock: {
    body: { accepts: advanceDevClockBody, codes: {"/by":"invalid_duration"}, fields: {"":["by","to"]}, durations: ["/by"] },
    query: { accepts: advanceDevClockQuery, codes: {}, fields: {}, durations: [] },
  },
  getHealth: {
    query: { accepts: getHealthQuery, codes: {}, fields: {}, durations: [] },
  },
  getReadiness: {
    query: { accepts: getReadinessQuery, codes: {}, fields: {}, durations: [] },
  },
  getMetricsJson: {
    query: { accepts: getMetricsJsonQuery, codes: {}, fields: {}, durations: [] },
  },
  getMetrics: {
    query: { accepts: getMetricsQuery, codes: {}, fields: {}, durations: [] },
  },
  getReference: {
    query: { accepts: getReferenceQuery, codes: {}, fields: {}, durations: [] },
  },
  getOpenapi: {
    query: { accepts: getOpenapiQuery, codes: {}, fields: {}, durations: [] },
  },
};
