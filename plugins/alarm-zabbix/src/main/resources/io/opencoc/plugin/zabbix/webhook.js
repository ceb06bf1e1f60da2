var params = JSON.parse(value),
    request = new HttpRequest(),
    event = {},
    name, answer, status;

for (name in params) {
    if (name !== 'URL' && name !== 'token' && name !== 'HTTPProxy') {
        event[name] = params[name];
    }
}
try {
    event.event_tags = JSON.parse(params.event_tags_json);
    delete event.event_tags_json;
}
catch (error) {
    // no tags: the macro had no value
}

request.addHeader('Content-Type: application/json');
if (params.token) {
    request.addHeader('Authorization: Bearer ' + params.token);
}
if (params.HTTPProxy) {
    request.setProxy(params.HTTPProxy);
}
answer = request.post(params.URL, JSON.stringify(event));
status = request.getStatus();
if (status < 200 || status > 299) {
    throw 'OpenCOC answered ' + status + ': ' + String(answer).substring(0, 500);
}
return 'OK';
