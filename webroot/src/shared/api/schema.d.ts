// Made by `npm run gen:api` from the contract. Do not edit.
export interface paths {
    "/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom this tenant has entrusted with what. */
        get: operations["listAgencies"];
        put?: never;
        /**
         * Entrust another tenant.
         * @description The users of the other tenant who have `coc:agency:assume` there may act in this one with the given policies: `POST /sessions/assume`. Whatever the policies say, they may not keep agencies or API tokens here, nor set anybody's password. Giving policies needs `coc:policy:attach` too.
         */
        post: operations["createAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getAgency"];
        /**
         * Change an agency; counts within a second for those who act by it.
         * @description Another trusted tenant ends the sessions of the one before. Other policies need `coc:policy:attach` too.
         */
        put: operations["updateAgency"];
        post?: never;
        /** End an agency and the sessions by it. */
        delete: operations["deleteAgency"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assumable-agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The agencies of other tenants by which one may act there.
         * @description Not paged; the first 1,000 by the names of tenant and agency.
         */
        get: operations["listAssumableAgencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/assume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act in another tenant that has entrusted this one.
         * @description Begins a session there beside the own one; needs a session of one's own, not an API token and not another agency. In a browser it takes the place of the own one until `DELETE /sessions/current`, which gives the own one back. It ends with the agency, with the own user, with the permission `coc:agency:assume`, and when either tenant is disabled.
         */
        post: operations["assumeAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/original-alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alarms as they came in, newest first; the last month unless `from` says otherwise. */
        get: operations["listOriginalAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/original-alarms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getOriginalAlarm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Aggregated alarms, current or historical. */
        get: operations["listAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarms/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clear current alarms by hand; they become historical. */
        post: operations["clearAlarms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getAlarm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarms/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What happened to the alarm, newest first, at most 500 entries. */
        get: operations["getAlarmHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trail, newest first. */
        get: operations["listTraces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the trail calls operations, for filters. */
        get: operations["listTraceNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that the filters leave, newest first, as a file. Streamed; a broken connection is a cut-off file. */
        get: operations["exportTraces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the trail is sealed. */
        get: operations["getTraceSeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check the chain of seals, a bounded number of lines at a call; go on with `after` while `complete` is false. */
        post: operations["verifyTraces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/traces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engineers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listEngineers"];
        put?: never;
        post: operations["createEngineer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engineer-choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The engineers that a selector of owners offers, by name.
         * @description For whoever may list engineers, and for whoever may give an incident, the incidents of a forwarding rule or a to-do to somebody, be it in one enterprise project: names, and nothing by which engineers are reached.
         */
        get: operations["listEngineerChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engineers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getEngineer"];
        put: operations["updateEngineer"];
        post?: never;
        /** @description Refused with 409 while open incidents, open to-dos or enabled rules are theirs. */
        delete: operations["deleteEngineer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listUsers"];
        put?: never;
        /** @description With groups this also needs `coc:group:addMember`, since members may do what the group may. At most 10,000 users. */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getUser"];
        put: operations["updateUser"];
        post?: never;
        /** @description Ends their sessions and revokes their tokens at once. Refused with 409 for oneself, and for the last user who may administer the tenant. */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends their sessions at once. Refused with 409 for oneself, and for the last user who may administer the tenant. */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give another user a new password, which they must change at the next sign-in; ends their sessions and API tokens. */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a policy to the user. */
        post: operations["attachUserPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["detachUserPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listGroups"];
        put?: never;
        /** @description At most 500 groups. */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getGroup"];
        put: operations["updateGroup"];
        post?: never;
        /** @description Its members lose what it gave them. Refused with 409 when nobody could administer the tenant afterwards. */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add users; those who are members already stay. */
        post: operations["addGroupMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                userId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeGroupMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a policy to the members of the group. */
        post: operations["attachGroupPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["detachGroupPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** System policies and custom ones. */
        get: operations["listPolicies"];
        put?: never;
        /** @description At most 500 custom policies. */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getPolicy"];
        /** @description System policies cannot be changed (409). */
        put: operations["updatePolicy"];
        post?: never;
        /** @description Refused with 409 for system policies, and while it is attached to a user or group. */
        delete: operations["deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a custom policy with the document of this one. */
        post: operations["copyPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what is wrong with a document, without saving it. */
        post: operations["checkPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All actions of this server, by what they are about: what policies can allow and deny. */
        get: operations["listPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether a user may do something and why.
         * @description Decides with what decides about real requests.
         */
        post: operations["simulatePermission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIncidents"];
        put?: never;
        post: operations["createIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** Every step, newest first, at most 1,000. */
        get: operations["getIncidentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit a rejected incident again, changed. */
        post: operations["resubmitIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a rejected incident. */
        post: operations["closeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the incident to another owner. */
        post: operations["forwardIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/change-level": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upgrade or downgrade an accepted incident. */
        post: operations["changeIncidentLevel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/remarks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["remarkIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/handle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how the incident was handled; it is then to be verified. */
        post: operations["handleIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Passed completes the incident; failed gives it back to its owner. */
        post: operations["verifyIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarm-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of monitoring systems that can be integrated. */
        get: operations["listAlarmSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alarm-sources/{source}/try": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a source reads in a pasted request; nothing is stored. */
        post: operations["tryAlarmSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIntegrations"];
        put?: never;
        post: operations["createIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getIntegration"];
        put: operations["updateIntegration"];
        post?: never;
        /** Cancel the integration; its alarms stay, its key works no more. */
        delete: operations["deleteIntegration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enableIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Senders get 403 until it is enabled again. */
        post: operations["disableIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}/renew-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a new key; the old one works no more. */
        post: operations["renewIntegrationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test alarm through the whole way, as the real system would. */
        post: operations["sendTestAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** The last payloads that were refused, newest first, at most 50. */
        get: operations["listRejectedPayloads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live updates as server-sent events.
         * @description Event names are topics (`incident`, `alarm`, `originalAlarm`, `integration`, `forwardingRule`, `engineer`, `notification`, `notificationChannel`, `schedule`, `scheduleFeed`, `project`, `plugin`, `user`, `group`, `policy`, `agency`, `tenant`); the data is `{"ids":[…],"count":n}`: what changed since the last event of the topic, at most one event a second and topic, `ids` cut at 50. `reset` says that updates may have been missed: read again. A comment line is sent every 15 s.
         */
        get: operations["liveEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The delivery log, newest first. */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getNotification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed one again; sent and waiting ones are refused with 409. */
        post: operations["resendNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notification-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listNotificationChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notification-channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        get: operations["getNotificationChannel"];
        /** Set the tenant's own settings, checked against the channel's schema; a secret that is left out stays, null removes it. */
        put: operations["updateNotificationChannel"];
        post?: never;
        /** Remove the tenant's own settings; the installation's apply again. */
        delete: operations["resetNotificationChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notification-channels/{channel}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now and show the provider's answer. */
        post: operations["testNotificationChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits to be handled, and the last 24 hours, of what the user may list. */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The plug-ins of the server that answers, also those that could not be loaded and those that are ending.
         * @description Bundled ones first, then by file name. Each server has its own folder of jars; whether a plug-in is enabled counts on all of them within a second or so.
         */
        get: operations["listPlugins"];
        put?: never;
        /**
         * Put a jar into the folder of plug-ins, and load it at once.
         * @description The body is the jar, 50 MiB at most, which must arrive within five minutes. A jar that cannot be loaded is refused (400) with the reason and leaves no trace in the folder; one whose id is there already needs `replace` (409 with the type `urn:opencoc:problem:pluginExists`). What runs is replaced without a gap: requests that the old version has begun it also ends.
         */
        post: operations["uploadPlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unload a plug-in and delete its jar from the folder; a bundled one can only be disabled (409).
         * @description What its tenants have set for it is kept, and counts again when it comes back.
         */
        delete: operations["deletePlugin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Load a disabled plug-in again. */
        post: operations["enablePlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unload a plug-in and keep its jar. Senders are told to come again (503), messages wait. */
        post: operations["disablePlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enterprise projects, of those that the user may list. */
        get: operations["listProjects"];
        put?: never;
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/project-choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The projects that a selector offers, by name.
         * @description Without `action` those in which the user may see anything at all: for filters, and for the names of the projects of what is shown. With it the enabled ones in which they may do that: for forms that create or move a thing. Not paged: a tenant has at most 1,000 projects.
         */
        get: operations["listProjectChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getProject"];
        put: operations["updateProject"];
        post?: never;
        /** Delete an empty project; 409 says what is in it. The default project stays. */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enableProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is in it goes on working; nothing new comes into it. 409 for the default project. */
        post: operations["disableProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listForwardingRules"];
        put?: never;
        post: operations["createForwardingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a rule would have done with the last original alarms; changes nothing. */
        post: operations["tryForwardingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getForwardingRule"];
        put: operations["updateForwardingRule"];
        post?: never;
        delete: operations["deleteForwardingRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enableForwardingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["disableForwardingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forwarding-rules/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a disabled copy. */
        post: operations["copyForwardingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the users of a tenant may sign in besides with a password.
         * @description A tenant that does not exist has the same answer as one without identity providers.
         */
        get: operations["signInOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends the browser to an identity provider.
         * @description For the browser itself, not for scripts: follow it as a link. Afterwards the browser comes back to `returnTo` with the session's cookie; when that did not work, to `/sign-in?error=` with one of `refused` (the identity provider refused), `expired` (took too long, or another browser), `failed` (the answer of the identity provider is not valid, or it does not answer), `unknown` (there is no such user here), `disabled`, `throttled`. With `link` the one who is signed in adds the identity to their own user, and then may sign in with it.
         */
        get: operations["startOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where identity providers send the browser back to; this is the redirect URI to register with them. */
        get: operations["finishOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions; with the action `coc:session:list` those of others too. */
        get: operations["listSessions"];
        put?: never;
        /**
         * Sign in; sets the session cookie for browsers and gives a token for other clients.
         * @description Wrong ones are answered alike, whether tenant, user or password is wrong, and after some of them only after a pause that grows (429 with Retry-After). A session ends some time after its last use, at the latest at `expiresAt`.
         */
        post: operations["signIn"];
        /** End all sessions of oneself but this one; with the action `coc:session:revoke` those of another user. */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["currentSession"];
        put?: never;
        post?: never;
        /** End this session. In a browser the end of a session by an agency gives the own session back. */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password.
         * @description Ends all other sessions of the user; API tokens stay. A password has 12 to 128 characters of any kind, and is neither a common one nor made of the names of user, tenant or product. The wrong present password is a problem of the field `current` and counts as a wrong sign-in.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session of one's own; with the action `coc:session:revoke` that of another user. */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own API tokens; with the action `coc:token:list` those of others too. */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token for oneself; only for those who are signed in, not with a token. */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token of one's own; with the action `coc:token:revoke` that of another user. */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIdentityProviders"];
        put?: never;
        post: operations["createIdentityProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getIdentityProvider"];
        /** @description Another issuer or client asks for the secret again. */
        put: operations["updateIdentityProvider"];
        post?: never;
        /** @description Its users stay, and so do the sessions that they have. */
        delete: operations["deleteIdentityProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listShiftScenarios"];
        put?: never;
        post: operations["createShiftScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getShiftScenario"];
        /** @description Its mode and dimension stay as they are; its time zone too, once somebody is on it (409). */
        put: operations["updateShiftScenario"];
        post?: never;
        /** @description Refused with 409 while a role of it is used, by people who are on it or by what refers to it. Expired shifts go with it. */
        delete: operations["deleteShiftScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createShiftRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                roleId: string;
            };
            cookie?: never;
        };
        get?: never;
        put: operations["updateShiftRole"];
        post?: never;
        /** @description Refused with 409 while it is used. */
        delete: operations["deleteShiftRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** The people of a fixed scenario, also those of days to come and gone by; at most 2,000. */
        get: operations["listShiftMembers"];
        put?: never;
        /**
         * Put people on a role of a fixed scenario, for all days or for some.
         * @description Somebody who is on it on some of the days already is refused (409).
         */
        post: operations["addShiftMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                memberId: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Change the days on which somebody is on a role of a fixed scenario. */
        put: operations["updateShiftMember"];
        post?: never;
        delete: operations["removeShiftMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** Who is on duty when, with the gaps and the double bookings; at most 62 days. */
        get: operations["getShiftCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan the shifts of a range of days, for several applications and regions at once.
         * @description Overwrites what was planned for these days, applications and regions; shifts that have ended stay as they are. At most 366 days that end within 730 days from now, and 20,000 shifts (days × applications × regions × shifts × roles).
         */
        post: operations["scheduleShifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/day": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the shifts of one day; those that have ended stay. */
        post: operations["changeShiftDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/slots/{slotId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                slotId: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Change one shift of one role, its day, times or people. One that has ended stays as it is (409). */
        put: operations["updateShiftSlot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take away the shifts of a range of days and some roles; those that have ended stay. */
        post: operations["clearShifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repeat the pattern of a range of days over a later one, as often as it fits.
         * @description Overwrites the later range. The turns of people are repeated with the pattern.
         */
        post: operations["copyShifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody stand in for a time, whatever is planned. */
        post: operations["createShiftOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/overrides/{overrideId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                overrideId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an override. One that has begun ends now; one that has ended stays (409). */
        delete: operations["deleteShiftOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/swaps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask somebody to take a shift, or to exchange it for one of theirs.
         * @description For the engineer whose shift it is; in the name of another it needs `coc:schedule:update`.
         */
        post: operations["askForShiftSwap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/swaps/{swapId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consent to a swap, which changes the shifts at once; 409 when they are not any more as they were.
         * @description For the one who was asked; in their name it needs `coc:schedule:update`.
         */
        post: operations["acceptShiftSwap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/swaps/{swapId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description For the one who was asked; in their name it needs `coc:schedule:update`. */
        post: operations["refuseShiftSwap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-scenarios/{id}/swaps/{swapId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description For the one who asked; in their name it needs `coc:schedule:update`. */
        post: operations["withdrawShiftSwap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-swaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Swaps that were asked for, the newest first. */
        get: operations["listShiftSwaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/on-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is on duty at an instant.
         * @description Without `scenarioId` of all scenarios. Of a scenario by application, without `application`, of all its applications and regions for which something is planned within two days. With a region in which nobody is on duty, those of the default region are. At most 500 lines; `more` says that there are others.
         */
        get: operations["listOnDuty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The iCalendar feeds, without their addresses, which are shown once. */
        get: operations["listShiftFeeds"];
        put?: never;
        /**
         * Make an iCalendar address of a person's or a scenario's shifts.
         * @description Whoever has the address can read the feed, without signing in; it shows names and times. It ends when it is deleted, and rests while the user who made it is disabled. Calendars get the shifts from 31 days back to 180 days ahead.
         */
        post: operations["createShiftFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shift-feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a feed; its address is not found any more. */
        delete: operations["deleteShiftFeed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenants of the installation. */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant with its default enterprise project and its first administrator.
         * @description The administrator may do everything within the new tenant and nothing outside it. Without a password a random one is made up, which only this answer gives and which must be changed at the first sign-in; a repetition with the same Idempotency-Key does not give it again.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getTenant"];
        /** Change how a tenant is shown; its name stays, for people sign in with it. */
        put: operations["updateTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenants/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shut a tenant out; its data stay.
         * @description Nobody signs in, its sessions end, its API tokens do not work, its hooks answer 404 and nothing is sent to its people. Messages and what it had to do by time wait, and its tokens work again, when it is enabled again. The tenant that runs the installation cannot be disabled (409).
         */
        post: operations["disableTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenants/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a disabled tenant in again; its people sign in anew. */
        post: operations["enableTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The to-dos that are the user's, by making or owning them; of everybody, for who may `listAll`. */
        get: operations["listTodos"];
        put?: never;
        post: operations["createTodo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getTodo"];
        /** Change a pending to-do; only its creator does. What is left out is removed, but it stays in its project. */
        put: operations["updateTodo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** Every step, newest first, at most 500. */
        get: operations["getTodoHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a pending to-do on; only its owners do. */
        post: operations["acceptTodo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a to-do is done; only its owners do, once it was accepted. */
        post: operations["closeTodo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a pending to-do up; only its creator and its owners do. */
        post: operations["cancelTodo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/remarks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a remark on an open to-do. */
        post: operations["remarkTodo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** All files of a to-do, the oldest first. */
        get: operations["listTodoAttachments"];
        put?: never;
        /**
         * Add a file to an open to-do.
         * @description The body is the file: more than nothing and less than 50 MiB, which must arrive within ten minutes. Its content must be of a known kind, and of the kind that its name says (415): images, PDF, archives, office documents and text; programs are refused. A to-do has 20 files at most (409).
         */
        post: operations["uploadTodoAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todos/{id}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: components["parameters"]["FileAttachmentId"];
            };
            cookie?: never;
        };
        /** Download a file; the same user's next download can begin 5 seconds later (429 with Retry-After before). */
        get: operations["downloadTodoAttachment"];
        put?: never;
        post?: never;
        /** Remove a file from an open to-do; who added it does, or the creator of the to-do. */
        delete: operations["deleteTodoAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description A stable name: `urn:opencoc:problem:<kind>`. */
            type: string;
            title: string;
            status: number;
            detail?: string;
            errors?: {
                /** @description The place in the body, as `conditions.items[0].value`, or the name of a parameter. */
                field: string;
                message: string;
            }[];
        };
        /** Format: uuid */
        Id: string;
        /** Format: date-time */
        Time: string;
        Text: {
            en: string;
            zh: string;
        };
        /** @description Who did or owns something; a name that stays readable when the person is gone. */
        Person: {
            id?: components["schemas"]["Id"];
            name: string;
        };
        /** @enum {string} */
        AlarmLevel: "critical" | "major" | "minor" | "suggestion";
        /** @enum {string} */
        AlarmStatus: "alarm" | "ok";
        /** @enum {string} */
        IncidentLevel: "P1" | "P2" | "P3" | "P4" | "P5";
        AgencyInput: {
            name: string;
            description?: string;
            /** @description The name of the other tenant. */
            trustedTenant: string;
            /** @description System policies and custom ones; without any nothing may be done. */
            policyIds?: components["schemas"]["Id"][];
            /** @description Limits the policies to things of this enterprise project. */
            projectId?: components["schemas"]["Id"];
            /** @description Never, when it is missing. */
            expiresAt?: components["schemas"]["Time"];
        };
        Agency: {
            id: components["schemas"]["Id"];
            name: string;
            description?: string;
            trustedTenant: string;
            policies: {
                id: components["schemas"]["Id"];
                name: string;
                type: components["schemas"]["PolicyType"];
            }[];
            /** @description The enterprise project that the policies are limited to. */
            project?: components["schemas"]["Person"];
            expiresAt?: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            createdBy: components["schemas"]["Person"];
        };
        AssumableAgency: {
            id: components["schemas"]["Id"];
            name: string;
            description?: string;
            /** @description The name of the tenant to act in. */
            tenant: string;
            expiresAt?: components["schemas"]["Time"];
        };
        OriginalAlarm: {
            id: components["schemas"]["Id"];
            /** @description That of the integration. */
            projectId: components["schemas"]["Id"];
            integrationId: components["schemas"]["Id"];
            integrationName?: string;
            source: string;
            alarmId: string;
            fingerprint: string;
            name: string;
            level: components["schemas"]["AlarmLevel"];
            status: components["schemas"]["AlarmStatus"];
            startsAt: components["schemas"]["Time"];
            endsAt?: components["schemas"]["Time"];
            receivedAt: components["schemas"]["Time"];
            namespace?: string;
            region?: string;
            application?: string;
            resourceName?: string;
            resourceId?: string;
            description?: string;
            url?: string;
        };
        OriginalAlarmDetail: components["schemas"]["OriginalAlarm"] & {
            additional: {
                [key: string]: string;
            };
            raw: string;
        };
        Alarm: {
            id: components["schemas"]["Id"];
            /** @example ALM000123 */
            number: string;
            /** @description That of the integration. */
            projectId: components["schemas"]["Id"];
            integrationId: components["schemas"]["Id"];
            integrationName?: string;
            source: string;
            alarmId: string;
            fingerprint: string;
            name: string;
            level: components["schemas"]["AlarmLevel"];
            /**
             * @description `firing` is current, the others are historical.
             * @enum {string}
             */
            state: "firing" | "recovered" | "cleared";
            /** @description How often it was reported as firing. */
            count: number;
            startsAt: components["schemas"]["Time"];
            /** @description First received. */
            firstAt: components["schemas"]["Time"];
            /** @description Last received. */
            lastAt: components["schemas"]["Time"];
            /** @description Recovered or cleared. */
            endedAt?: components["schemas"]["Time"];
            namespace?: string;
            region?: string;
            application?: string;
            resourceName?: string;
            resourceId?: string;
            description?: string;
            url?: string;
            /** @description The forwarding rule that took it. */
            ruleName?: string;
            /** @description Absent when the user may not see it. */
            incident?: components["schemas"]["IncidentRef"];
            owner?: components["schemas"]["Person"];
        };
        IncidentRef: {
            id: components["schemas"]["Id"];
            number: string;
            title: string;
            state: components["schemas"]["IncidentState"];
            level: components["schemas"]["IncidentLevel"];
        };
        AlarmDetail: components["schemas"]["Alarm"] & {
            additional: {
                [key: string]: string;
            };
            /** @description The latest payload; empty once it has expired. */
            raw: string;
        };
        AlarmHistoryEntry: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Time"];
            /** @enum {string} */
            kind: "fired" | "levelChanged" | "recovered" | "expired" | "cleared" | "incidentOpened" | "incidentAttached" | "assigned";
            by?: components["schemas"]["Person"];
            fromLevel?: components["schemas"]["AlarmLevel"];
            toLevel?: components["schemas"]["AlarmLevel"];
            incident?: components["schemas"]["IncidentRef"];
            remark?: string;
        };
        FileAttachment: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description Bytes. */
            size: number;
            /** @description What the content is, whatever was said of it: text is `text/plain`. */
            mediaType: string;
            /** @description Of the content; hexadecimal. */
            sha256: string;
            createdAt: components["schemas"]["Time"];
            createdBy: components["schemas"]["Person"];
            /** @description Whether this user may remove it now. */
            removable: boolean;
        };
        /**
         * @description `refused`: not allowed; `failed`: allowed, and not done.
         * @enum {string}
         */
        TraceResult: "success" | "refused" | "failed";
        Trace: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Time"];
            /**
             * @description What the trail calls the operation.
             * @example createTicket
             */
            name: string;
            /**
             * @description The operation's id in this contract; empty for the server itself.
             * @example createIncident
             */
            operation: string;
            /** @example coc:incident:create */
            action?: string;
            resource: {
                /** @example Ticket */
                type: string;
                id?: string;
                /** @description As it was called then. */
                name?: string;
            };
            /** @description The enterprise project of the thing. */
            projectId?: components["schemas"]["Id"];
            result: components["schemas"]["TraceResult"];
            /** @description Of the answer; absent for success. */
            status?: number;
            /** @description What the caller was told; absent for success. */
            detail?: string;
            /** @description Who did it, with the name they sign in with: `Anna Li (anna)`. */
            user: components["schemas"]["Person"];
            credential: {
                /** @enum {string} */
                kind: "session" | "token" | "agency" | "none" | "system";
                id?: components["schemas"]["Id"];
                /** @description Of the token or agency. */
                name?: string;
            };
            address: string;
            agent: string;
            /** @description The names of the fields that changed. */
            changed: string[];
            /** @description How many more of the same were left out since the one before. */
            omitted: number;
            /**
             * Format: int64
             * @description Of its seal: the order of sealing, not of time. Absent for the first second.
             */
            number?: number;
        };
        TraceDetail: components["schemas"]["Trace"] & {
            /** @description By field; secrets are masked. */
            changes: {
                [key: string]: {
                    before?: unknown;
                    after?: unknown;
                };
            };
            /** @description The seal in hexadecimal digits. */
            hash?: string;
        };
        TraceHead: {
            /**
             * Format: int64
             * @description 0 before the first line.
             */
            number: number;
            /** @description In hexadecimal digits. */
            hash: string;
            /** @description When it was sealed. */
            at?: components["schemas"]["Time"];
        };
        TraceSeal: {
            head: components["schemas"]["TraceHead"];
            /** @description The last line that the end of its time has removed; absent while all are kept. */
            anchor?: components["schemas"]["TraceHead"];
            /** @description Lines that wait for their seal, counted to 10,000. */
            unsealed: number;
            oldestUnsealedAt?: components["schemas"]["Time"];
            /** @description The last whole verification. */
            verified?: {
                at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Of the last line that was checked.
                 */
                number: number;
                ok: boolean;
            };
        };
        TraceVerification: {
            /**
             * Format: int64
             * @description The number before the first line that was checked.
             */
            from: number;
            /**
             * Format: int64
             * @description The last number that was checked and found right.
             */
            to: number;
            /** @description Of that line. */
            hash?: string;
            lines: number;
            /** @description Whether the head was reached or a break found. */
            complete: boolean;
            ok: boolean;
            /** @description The first thing that is not as it was sealed. */
            break?: {
                /** @enum {string} */
                kind: "changed" | "missing" | "forged" | "unsealed" | "anchor" | "tail";
                /** Format: int64 */
                number: number;
                traceId?: components["schemas"]["Id"];
                detail: string;
            };
        };
        EngineerInput: {
            name: string;
            alias?: string;
            /** Format: email */
            email?: string;
            /**
             * @description Of messages to this engineer.
             * @default en
             * @enum {string}
             */
            language: "en" | "zh";
            /** @description The user who the engineer is: what is given to the engineer waits for them, and they may swap the engineer’s shifts. A user is one engineer at most. */
            userId?: components["schemas"]["Id"];
        };
        Engineer: {
            id: components["schemas"]["Id"];
            name: string;
            alias?: string;
            email?: string;
            /** @enum {string} */
            language: "en" | "zh";
            userId?: components["schemas"]["Id"];
            createdAt: components["schemas"]["Time"];
        };
        EngineerChoice: {
            id: components["schemas"]["Id"];
            name: string;
        };
        /** @description The server's rules for passwords apply. */
        NewPassword: string;
        UserInput: {
            displayName: string;
            /** Format: email */
            email?: string;
            /**
             * @description Of the console and of messages; the browser's when it is missing.
             * @enum {string}
             */
            language?: "en" | "zh";
        };
        NewUser: {
            /** @description To sign in with; cannot be changed. */
            name: string;
            displayName: string;
            /** Format: email */
            email?: string;
            /** @enum {string} */
            language?: "en" | "zh";
            password: components["schemas"]["NewPassword"];
            /**
             * @description Whether they must choose another one at the first sign-in.
             * @default true
             */
            mustChangePassword: boolean;
            groupIds?: components["schemas"]["Id"][];
        };
        User: {
            id: components["schemas"]["Id"];
            name: string;
            displayName: string;
            email?: string;
            /** @enum {string} */
            language?: "en" | "zh";
            enabled: boolean;
            mustChangePassword: boolean;
            /** @description The groups that they are in. */
            groups: components["schemas"]["Person"][];
            createdAt: components["schemas"]["Time"];
        };
        UserDetail: components["schemas"]["User"] & {
            /** @description Their own and those of their groups. */
            attachments: components["schemas"]["Attachment"][];
        };
        GroupInput: {
            name: string;
            description?: string;
            /** @description Groups of an OpenID provider whose people are members of this one when they sign in through it. */
            externalNames?: string[];
        };
        Group: {
            id: components["schemas"]["Id"];
            name: string;
            description?: string;
            externalNames: string[];
            memberCount: number;
            attachmentCount: number;
            createdAt: components["schemas"]["Time"];
        };
        GroupDetail: components["schemas"]["Group"] & {
            /** @description The first 1000 by name; `GET /users?groupId=` pages through all. */
            members: components["schemas"]["GroupMember"][];
            attachments: components["schemas"]["Attachment"][];
        };
        GroupMember: {
            id: components["schemas"]["Id"];
            name: string;
            displayName: string;
            enabled: boolean;
        };
        AttachmentInput: {
            policyId: components["schemas"]["Id"];
            /** @description Limits the policy to things of this enterprise project; all when it is missing. */
            projectId?: components["schemas"]["Id"];
        };
        /** @description A policy that a user, group or agency has. */
        Attachment: {
            id: components["schemas"]["Id"];
            policy: {
                id: components["schemas"]["Id"];
                name: string;
                type: components["schemas"]["PolicyType"];
            };
            to: {
                /** @enum {string} */
                type: "user" | "group" | "agency";
                id: components["schemas"]["Id"];
                name: string;
            };
            /** @description The enterprise project that it is limited to. */
            project?: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
            createdBy: components["schemas"]["Person"];
        };
        /** @enum {string} */
        PolicyType: "system" | "custom";
        PolicyInput: {
            name: string;
            description?: string;
            document: components["schemas"]["PolicyDocument"];
        };
        Policy: {
            id: components["schemas"]["Id"];
            name: string;
            type: components["schemas"]["PolicyType"];
            /** @description Of a custom policy. */
            description?: string;
            /** @description The description of a system policy. */
            text?: components["schemas"]["Text"];
            attachmentCount: number;
            /** @description Missing for system policies. */
            updatedAt?: components["schemas"]["Time"];
        };
        PolicyDetail: components["schemas"]["Policy"] & {
            document: components["schemas"]["PolicyDocument"];
            warnings: components["schemas"]["PolicyRemark"][];
            /** @description The newest 100. */
            attachments: components["schemas"]["Attachment"][];
            createdAt?: components["schemas"]["Time"];
        };
        PolicyDocument: {
            /** @constant */
            Version: "1.1";
            Statement: components["schemas"]["PolicyStatement"][];
        };
        PolicyStatement: {
            /** @enum {string} */
            Effect: "Allow" | "Deny";
            /** @description `coc:incident:list`; `*` stands for any characters. Actions of other services are kept and mean nothing here. */
            Action: string[];
            /** @description `coc:*:*:incident:<id>`; all when it is missing. */
            Resource?: string[];
            /** @description Values by key by operator; all conditions must hold, one of the values is enough. `StringEquals`, `StringNotEquals` on `g:EnterpriseProjectId` and `g:ResourceTag/<key>`; `StringLike`, `StringNotLike` on `g:ResourceTag/<key>`; `DateGreaterThan`, `DateGreaterThanEquals`, `DateLessThan`, `DateLessThanEquals` on `g:CurrentTime`, one value each; `IpAddress`, `NotIpAddress` on `g:SourceIp`, addresses or networks. */
            Condition?: {
                [key: string]: {
                    [key: string]: string[];
                };
            };
        };
        PolicyRemark: {
            /** @description The place, as `document.Statement[0].Action[1]`. */
            field: string;
            message: string;
        };
        PolicyCheck: {
            valid: boolean;
            errors: components["schemas"]["PolicyRemark"][];
            warnings: components["schemas"]["PolicyRemark"][];
        };
        PermissionResource: {
            /** @description The middle of its actions, as `incident`. */
            resource: string;
            text: components["schemas"]["Text"];
            actions: {
                action: string;
                text: components["schemas"]["Text"];
                /** @enum {string} */
                level: "list" | "read" | "write";
                /**
                 * @description `project`: can be limited to enterprise projects and things; `tenant`: only for the tenant as a whole; `system`: only for users of the tenant that runs the installation.
                 * @enum {string}
                 */
                reach: "tenant" | "project" | "system";
            }[];
        };
        SimulationInput: {
            userId: components["schemas"]["Id"];
            action: string;
            /** @description Of the thing; the tenant as a whole when it is missing. */
            projectId?: components["schemas"]["Id"];
            /** @description Of the thing. */
            resourceId?: components["schemas"]["Id"];
            /** @description Of the thing. */
            tags?: {
                [key: string]: string;
            };
            /** @description When; now when it is missing. */
            at?: components["schemas"]["Time"];
            /** @description From where; the caller's own address when it is missing. */
            sourceIp?: string;
            /** @description As if the user had this one too. */
            extraDocument?: components["schemas"]["PolicyDocument"];
        };
        Simulation: {
            allowed: boolean;
            reason: components["schemas"]["Text"];
            decidingStatement?: components["schemas"]["SimulatedStatement"];
            /** @description All statements that the user has, in their order. */
            considered: {
                statement: components["schemas"]["SimulatedStatement"];
                /** @enum {string} */
                outcome: "allows" | "denies" | "otherAction" | "otherThing" | "conditionFails";
                /** @description The condition that does not hold, as `IpAddress g:SourceIp`. */
                failing?: string;
            }[];
        };
        SimulatedStatement: {
            policy: string;
            /** @description Missing for the extra document. */
            policyId?: components["schemas"]["Id"];
            /** @description Of the statement in the policy, from 0. */
            index: number;
            /** @enum {string} */
            effect: "Allow" | "Deny";
            /** @description Through which the user has it; missing when it is the user's own. */
            group?: string;
            /** @description The enterprise project that the attachment is limited to. */
            project?: components["schemas"]["Person"];
            statement: components["schemas"]["PolicyStatement"];
        };
        /**
         * @description `resolved` is the guide's "resolved, to be verified".
         * @enum {string}
         */
        IncidentState: "unaccepted" | "accepted" | "rejected" | "resolved" | "completed" | "closed";
        /** @enum {string} */
        IncidentAction: "accept" | "reject" | "resubmit" | "close" | "forward" | "changeLevel" | "remark" | "handle" | "verifyPassed" | "verifyFailed";
        /** @enum {string} */
        IncidentCategory: "availability" | "performance" | "capacity" | "security" | "change" | "data" | "network" | "other";
        IncidentInput: {
            title: string;
            level: components["schemas"]["IncidentLevel"];
            description?: string;
            region?: string;
            application?: string;
            /** @default other */
            category: components["schemas"]["IncidentCategory"];
            /** @description An engineer. */
            ownerId?: components["schemas"]["Id"];
            /** @description A new incident without it goes into the default project, a resubmitted one stays where it is. */
            projectId?: components["schemas"]["Id"];
        };
        Incident: {
            id: components["schemas"]["Id"];
            /** @example INC000123 */
            number: string;
            projectId: components["schemas"]["Id"];
            title: string;
            description?: string;
            level: components["schemas"]["IncidentLevel"];
            state: components["schemas"]["IncidentState"];
            category: components["schemas"]["IncidentCategory"];
            /**
             * @description `transfer`: opened by a forwarding rule.
             * @enum {string}
             */
            source: "manual" | "transfer" | "alarm";
            region?: string;
            application?: string;
            owner?: components["schemas"]["Person"];
            createdBy?: components["schemas"]["Person"];
            /** @description The forwarding rule that opened it. */
            rule?: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            acceptedAt?: components["schemas"]["Time"];
            resolvedAt?: components["schemas"]["Time"];
            /** @description Completed or closed. */
            endedAt?: components["schemas"]["Time"];
            /** @description When the service was back, as its handler said. */
            recoveredAt?: components["schemas"]["Time"];
            /** @description When the last of its alarms recovered; absent while one fires. */
            alarmsRecoveredAt?: components["schemas"]["Time"];
            alarmCount: number;
            cause?: string;
            solution?: string;
            rejectReason?: string;
            version: number;
            /** @description What this user may do in this state. */
            actions: components["schemas"]["IncidentAction"][];
        };
        IncidentHistoryEntry: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Time"];
            /** @enum {string} */
            kind: "created" | "accepted" | "rejected" | "resubmitted" | "closed" | "forwarded" | "levelChanged" | "remarked" | "handled" | "verified" | "verificationFailed" | "alarmAttached" | "alarmRecovered" | "alarmsRecovered";
            by: components["schemas"]["Person"];
            /** @description Old state, level or owner. */
            from?: string;
            /** @description New state, level or owner. */
            to?: string;
            text?: string;
            alarm?: {
                id: components["schemas"]["Id"];
                number: string;
                name: string;
            };
        };
        AlarmSource: {
            id: string;
            name: components["schemas"]["Text"];
            description: components["schemas"]["Text"];
            plugin: string;
            /** @description JSON Schema of what an integration can set. */
            settingsSchema: {
                [key: string]: unknown;
            };
            /** @description Settings that are kept encrypted and never shown. */
            secretSettings: string[];
        };
        /** @description By the schema of the source. Left out, they stay as they are; so does a secret that is left out. null removes. */
        SourceSettings: {
            [key: string]: unknown;
        };
        Integration: {
            id: components["schemas"]["Id"];
            projectId: components["schemas"]["Id"];
            source: string;
            sourceName?: components["schemas"]["Text"];
            name: string;
            description?: string;
            enabled: boolean;
            createdAt: components["schemas"]["Time"];
            lastReceivedAt?: components["schemas"]["Time"];
            /** @description Alarms stored in the last 24 h. */
            received: number;
            /** @description Requests refused in the last 24 h. */
            rejected: number;
            /** @description Alarms a minute over the last five minutes. */
            perMinute: number;
            lastError?: string;
            lastErrorAt?: components["schemas"]["Time"];
        };
        IntegrationDetail: components["schemas"]["Integration"] & {
            /** @description Of the source, without secrets. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Which secrets have a value. */
            secretsSet: string[];
            /** @description Missing for users who may neither create or change integrations nor renew their keys. */
            key?: string;
            /** @description Holds the key and is missing with it. */
            url?: string;
            instructions: components["schemas"]["Text"];
            /** @description False when the plug-in of the source is not installed. */
            sourceAvailable: boolean;
            /** @description Alarms and refusals a minute over the last hour, oldest first, minutes without any left out. */
            series?: {
                at: components["schemas"]["Time"];
                received: number;
                rejected: number;
            }[];
        };
        RejectedPayload: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Time"];
            reason: string;
            remote?: string;
            path?: string;
            contentType?: string;
            /** @description Bytes of the whole body. */
            size: number;
            /** @description The first 16 KiB, as text. */
            body: string;
        };
        /**
         * @description `failed` is the dead letter that can be sent again; `skipped` had no address.
         * @enum {string}
         */
        NotificationState: "waiting" | "sent" | "failed" | "skipped";
        Notification: {
            id: components["schemas"]["Id"];
            /** @description That of the incident or alarm that it is about; absent when that is not known any more. */
            projectId?: components["schemas"]["Id"];
            /** @enum {string} */
            event: "incidentCreated" | "incidentForwarded" | "incidentRejected" | "incidentResubmitted" | "incidentResolved" | "verificationFailed" | "incidentCompleted" | "incidentClosed" | "incidentEscalated" | "slaWarning" | "slaBroken" | "slaOngoing" | "alarmAssigned" | "todoCreated" | "todoUpdated" | "todoAccepted" | "todoClosed" | "todoCancelled" | "todoOverdue";
            incident?: components["schemas"]["IncidentRef"];
            subject: string;
            recipient: components["schemas"]["Person"];
            /** @description Where it goes. Of an address of the web what may be a key is masked: `https://host/path?key=***`. */
            address?: string;
            channel: string;
            state: components["schemas"]["NotificationState"];
            attempts: number;
            /** @description The provider's words or the reason of failure. */
            lastAnswer?: string;
            createdAt: components["schemas"]["Time"];
            sentAt?: components["schemas"]["Time"];
            nextAttemptAt?: components["schemas"]["Time"];
            /** @description How many went, or were tried, as one message the last time, for their address had had its messages of a minute; absent when it went alone. */
            digestOf?: number;
        };
        NotificationDetail: components["schemas"]["Notification"] & {
            text: string;
            tries: {
                at: components["schemas"]["Time"];
                sent: boolean;
                answer: string;
            }[];
        };
        NotificationChannel: {
            id: string;
            name: components["schemas"]["Text"];
            description: components["schemas"]["Text"];
            plugin: string;
            /** @enum {string} */
            contactMethod: "email" | "mobile" | "wecom" | "dingtalk" | "webhook";
            settingsSchema: {
                [key: string]: unknown;
            };
            /** @description Which settings are secret: never shown, and kept when they are left out. */
            secretSettings: string[];
            /** @description Without secrets. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Which secrets have a value. */
            secretsSet: string[];
            /**
             * @description Where the settings in force come from.
             * @enum {string}
             */
            origin: "installation" | "tenant" | "none";
        };
        /** @description One jar. */
        Plugin: {
            /** @description The name of the jar. */
            file: string;
            /** @description Of its manifest; absent, as the next three, when that cannot be read. */
            id?: string;
            version?: string;
            /** @description Absent too when the manifest names none. */
            provider?: string;
            /**
             * @description The versions of the plug-in API that it was made for.
             * @example ^1.0.0
             */
            requires?: string;
            /** @description Whether it came with the server. */
            bundled: boolean;
            /**
             * @description `stopping`: replaced or removed, and ending what it had begun.
             * @enum {string}
             */
            state: "running" | "disabled" | "failed" | "stopping";
            /** @description Why it is not loaded; of one that runs, why its file, which has changed, is not. */
            problem?: string;
            /** @description Who signed it, by the trusted certificate or key; absent for an unsigned jar and a signature that nobody here trusts. */
            signer?: string;
            /** @description Since when this version runs. */
            loadedAt?: components["schemas"]["Time"];
            /** @description How many calls of it are running or waiting. */
            inFlight?: number;
            extensions: components["schemas"]["PluginExtension"][];
        };
        PluginExtension: {
            /** @enum {string} */
            kind: "alarmSource" | "notificationChannel";
            id: string;
            name: components["schemas"]["Text"];
            description: components["schemas"]["Text"];
            /** @description JSON Schema of what can be set. */
            settingsSchema: {
                [key: string]: unknown;
            };
            secretSettings: string[];
            health: components["schemas"]["ExtensionHealth"];
        };
        /** @description How its calls went, on this server and since this version was loaded. */
        ExtensionHealth: {
            /**
             * Format: int64
             * @description That were made, however they ended.
             */
            calls: number;
            /**
             * Format: int64
             * @description What it, or its provider, refused by rights.
             */
            refused: number;
            /**
             * Format: int64
             * @description That failed by its own fault.
             */
            failures: number;
            /**
             * Format: int64
             * @description That were given up.
             */
            timeouts: number;
            /**
             * Format: int64
             * @description That were not made because it was busy or switched off.
             */
            turnedAway: number;
            inFlight: number;
            /** @description Absent before the first call. */
            meanMillis?: number;
            /** @description Absent before the first call. */
            lastMillis?: number;
            lastCallAt?: components["schemas"]["Time"];
            /** @description Until when it is not called, after repeated failures; then one call decides whether it works again. Absent otherwise. */
            trippedUntil?: components["schemas"]["Time"];
            /** @description The newest first, 20 at most. */
            lastErrors: {
                at: components["schemas"]["Time"];
                message: string;
            }[];
        };
        ProjectInput: {
            /** @description Unique in the tenant. */
            name: string;
            description?: string;
        };
        ProjectChoice: {
            id: components["schemas"]["Id"];
            name: string;
            enabled: boolean;
            /** @description The tenant's first project, where things go that name none; it can be renamed, but neither disabled nor deleted. */
            isDefault: boolean;
        };
        Project: components["schemas"]["ProjectChoice"] & {
            description?: string;
            createdAt: components["schemas"]["Time"];
        };
        ProjectDetail: components["schemas"]["Project"] & {
            /** @description How many things are in it, by kind (`integration`, `forwardingRule`, `incident`), of the kinds that the user may list there. */
            counts: {
                [key: string]: number;
            };
        };
        /** @description Who is told: the owner of the ticket, individuals, or whoever is on duty in roles of a shift scenario; found at the moment of sending. Where nobody is on duty the ticket's owner is told instead, and the message says so. */
        Recipients: {
            /** @enum {string} */
            type: "owner" | "individuals" | "shift";
            /** @description Of individuals only. */
            engineerIds?: string[];
            /**
             * Format: uuid
             * @description Of a shift only.
             */
            scenarioId?: string;
            /** @description Of a shift only. */
            roleIds?: string[];
        };
        /** @description One comparison, or a group of conditions. Texts compare case-sensitively; a key that an alarm does not have equals the empty text; `alarmLevel`, `alarmStatus` and `alarmSource` compare without regard to case. `in` takes `values`, the other operators take `value`. Regular expressions are RE2 and match anywhere unless anchored. Groups nest five deep; a rule has at most 200 comparisons. */
        Condition: {
            key: string;
            /** @enum {string} */
            operator: "equals" | "notEquals" | "contains" | "notContains" | "in" | "regex";
            value?: string;
            values?: string[];
        } | {
            /** @enum {string} */
            join: "and" | "or";
            items: components["schemas"]["Condition"][];
        };
        ForwardingRuleInput: {
            name: string;
            description?: string;
            /** @description A rule of the default project takes alarms of all projects, one of another project only those of its own. A new rule without it goes into the default project, a known one stays where it is. */
            projectId?: components["schemas"]["Id"];
            /** @description Of the incidents that it opens; else the alarm's own. */
            application?: string;
            /** @default true */
            enabled: boolean;
            /** @description The enabled rule with the smallest number that matches takes the alarm; at the end when it is left out. */
            priority?: number;
            /**
             * @default incident
             * @enum {string}
             */
            triggerType: "incident" | "alarm";
            /** @description Alarm sources; empty means any. */
            sources?: string[];
            /** @description Integrations; empty means any. */
            integrationIds?: components["schemas"]["Id"][];
            /** @description All alarms of the data source when it is left out. */
            conditions?: components["schemas"]["Condition"];
            /** @description The incident level for each alarm level; `none` opens no incident. Defaults: P1, P2, P3, P4. */
            levels?: {
                critical?: components["schemas"]["MappedLevel"];
                major?: components["schemas"]["MappedLevel"];
                minor?: components["schemas"]["MappedLevel"];
                suggestion?: components["schemas"]["MappedLevel"];
            };
            /**
             * @description Alarms with equal values of these keys share one open incident; `[]` puts all alarms of the rule into one.
             * @default [
             *       "alarmId"
             *     ]
             */
            groupBy: string[];
            assignment?: {
                /** @enum {string} */
                type: "individual";
                engineerId?: components["schemas"]["Id"];
                /**
                 * @description Tell the assignee.
                 * @default true
                 */
                notify: boolean;
            };
        };
        /** @enum {string} */
        MappedLevel: "P1" | "P2" | "P3" | "P4" | "P5" | "none";
        ForwardingRule: {
            id: components["schemas"]["Id"];
            projectId: components["schemas"]["Id"];
            name: string;
            description?: string;
            application?: string;
            enabled: boolean;
            priority: number;
            /** @enum {string} */
            triggerType: "incident" | "alarm";
            sources: string[];
            integrationIds: components["schemas"]["Id"][];
            conditions?: components["schemas"]["Condition"];
            levels: {
                critical: components["schemas"]["MappedLevel"];
                major: components["schemas"]["MappedLevel"];
                minor: components["schemas"]["MappedLevel"];
                suggestion: components["schemas"]["MappedLevel"];
            };
            groupBy: string[];
            assignment?: {
                /** @enum {string} */
                type: "individual";
                engineer?: components["schemas"]["Person"];
                notify: boolean;
            };
            /** @description Alarms that it took. */
            hits: number;
            lastHitAt?: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        RuleTrial: {
            examined: number;
            matched: number;
            /** @description Incidents that would have been opened. */
            incidents: number;
            /** @description The matching alarms, newest first, at most 100. */
            items: {
                alarm: components["schemas"]["OriginalAlarm"];
                /** @description Absent when no incident would open. */
                level?: components["schemas"]["IncidentLevel"];
            }[];
        };
        Session: {
            user: components["schemas"]["Person"];
            /** @description The name that the user signs in with; absent while they act in another tenant than their own. */
            login?: string;
            tenant: string;
            /** @description What this user may do, to something at least; none while the password must be changed. */
            actions: string[];
            /** @description Of these actions those that hold for things of some enterprise projects only, with the projects. */
            limited: {
                [key: string]: components["schemas"]["Id"][];
            };
            expiresAt: components["schemas"]["Time"];
            /** @description The server's version. */
            version: string;
            /** @description Until the password is changed, everything but this session, its end and the change is answered 403 with the type `urn:opencoc:problem:passwordExpired`. */
            mustChangePassword: boolean;
            /**
             * @description Whether this is a session of one's own, a call with an API token, or a session in another tenant by its agency.
             * @enum {string}
             */
            credential: "session" | "token" | "agency";
            /** @description By which one acts in `tenant`. */
            agency?: {
                name: string;
                /** @description The name of one's own tenant. */
                home: string;
            };
        };
        NewSession: components["schemas"]["Session"] & {
            /** @description For `Authorization Bearer`; shown once. */
            token: string;
        };
        OpenSession: {
            id: components["schemas"]["Id"];
            /** @description Whose it is, with the name they sign in with: `Anna Li (anna)`. */
            user: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
            lastUsedAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            /** @description From which it began. */
            address: string;
            /** @description The User-Agent with which it began. */
            agent: string;
            /** @enum {string} */
            method: "password" | "oidc" | "agency";
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        ApiToken: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description Whose it is, with the name they sign in with: `Anna Li (anna)`. */
            user: components["schemas"]["Person"];
            actions: string[];
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            lastUsedAt?: components["schemas"]["Time"];
            lastUsedAddress?: string;
        };
        NewApiToken: components["schemas"]["ApiToken"] & {
            /** @description Begins with `coc_`; for `Authorization: Bearer`; shown once. */
            token: string;
        };
        IdentityProviderInput: {
            /** @description Its address, as it says itself in `/.well-known/openid-configuration`; https. */
            issuer: string;
            clientId: string;
            /** @description Never shown; the one that is kept stays when it is not given. Without one this is a public client. */
            clientSecret?: string;
            /**
             * @description `openid` is always among them.
             * @default [
             *       "openid",
             *       "profile",
             *       "email"
             *     ]
             */
            scopes: string[];
            /**
             * @description The claim with the names of the groups of the user. They are matched with the external names of groups at each sign-in.
             * @default groups
             */
            groupsClaim: string;
            label: components["schemas"]["ProviderLabel"];
            /**
             * @description Whether somebody who signs in for the first time becomes a user.
             * @default false
             */
            createUsers: boolean;
            /**
             * Format: uuid
             * @description The group that such a user gets.
             */
            defaultGroupId?: string;
            /** @default true */
            enabled: boolean;
        };
        /** @description What the button for signing in says. */
        ProviderLabel: {
            en: string;
            zh: string;
        };
        IdentityProvider: {
            id: components["schemas"]["Id"];
            issuer: string;
            clientId: string;
            secretSet: boolean;
            scopes: string[];
            groupsClaim: string;
            label: components["schemas"]["Text"];
            createUsers: boolean;
            defaultGroupId?: components["schemas"]["Id"];
            enabled: boolean;
            createdAt: components["schemas"]["Time"];
            /** @description To register with the identity provider. */
            redirectUri: string;
        };
        /**
         * @description Fixed: the same people day and night. Shift: people take turns.
         * @enum {string}
         */
        ShiftMode: "fixed" | "shift";
        /** @enum {string} */
        ShiftDimension: "global" | "application";
        /**
         * Format: date
         * @description A day in the time zone of the scenario.
         */
        Day: string;
        /** @example 08:30 */
        ShiftClock: string;
        ShiftApplication: string;
        ShiftRegion: string;
        ShiftName: string;
        ShiftEngineers: components["schemas"]["Id"][];
        /** @description Needed where the dimension is application. */
        ShiftApplications: components["schemas"]["ShiftApplication"][];
        /** @description None for the default schedule of an application. */
        ShiftRegions: components["schemas"]["ShiftRegion"][];
        ShiftScenarioChange: {
            name: components["schemas"]["ShiftName"];
            description?: string;
            /** @description An IANA time zone, as `Europe/Berlin`; UTC for a new one, the present one for a change. */
            zone?: string;
        };
        ShiftScenarioInput: {
            name: components["schemas"]["ShiftName"];
            description?: string;
            /**
             * @description An IANA time zone, as `Europe/Berlin`.
             * @default UTC
             */
            zone: string;
            mode: components["schemas"]["ShiftMode"];
            dimension: components["schemas"]["ShiftDimension"];
        };
        ShiftRoleInput: {
            name: components["schemas"]["ShiftName"];
            description?: string;
        };
        ShiftRole: {
            id: components["schemas"]["Id"];
            name: string;
            description?: string;
        };
        ShiftArea: {
            application?: string;
            region?: string;
        };
        ShiftScenario: {
            id: components["schemas"]["Id"];
            name: string;
            description?: string;
            mode: components["schemas"]["ShiftMode"];
            dimension: components["schemas"]["ShiftDimension"];
            zone: string;
            createdAt: components["schemas"]["Time"];
            roles: components["schemas"]["ShiftRole"][];
            /** @description Applications and regions that have a schedule, at most 1,000; only of one scenario by itself. */
            areas?: components["schemas"]["ShiftArea"][];
        };
        ShiftMembersInput: {
            roleId: components["schemas"]["Id"];
            engineerIds: components["schemas"]["Id"][];
            applications?: components["schemas"]["ShiftApplications"];
            regions?: components["schemas"]["ShiftRegions"];
            from?: components["schemas"]["Day"];
            to?: components["schemas"]["Day"];
        };
        ShiftMemberDays: {
            from?: components["schemas"]["Day"];
            to?: components["schemas"]["Day"];
        };
        ShiftMember: {
            id: components["schemas"]["Id"];
            roleId: components["schemas"]["Id"];
            engineer: components["schemas"]["Person"];
            application?: string;
            region?: string;
            from?: components["schemas"]["Day"];
            to?: components["schemas"]["Day"];
        };
        /** @description A shift whose end is not after its start ends on the next day. */
        ShiftRotation: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            applications?: components["schemas"]["ShiftApplications"];
            regions?: components["schemas"]["ShiftRegions"];
            /** @description Only these days of the week, 1 for Monday; all without it. */
            weekdays?: number[];
            shifts: {
                name?: string;
                start: components["schemas"]["ShiftClock"];
                end: components["schemas"]["ShiftClock"];
                roles: {
                    roleId: components["schemas"]["Id"];
                    /** @description Who takes turns; one turn for the same people each day. */
                    turns: components["schemas"]["ShiftEngineers"][];
                    /**
                     * @description Days of one turn.
                     * @default 1
                     */
                    everyDays: number;
                }[];
            }[];
        };
        ShiftDayInput: {
            day: components["schemas"]["Day"];
            application?: components["schemas"]["ShiftApplication"];
            region?: components["schemas"]["ShiftRegion"];
            shifts: {
                name?: string;
                start: components["schemas"]["ShiftClock"];
                end: components["schemas"]["ShiftClock"];
                roles: {
                    roleId: components["schemas"]["Id"];
                    engineerIds: components["schemas"]["ShiftEngineers"];
                }[];
            }[];
        };
        ShiftSlotInput: {
            day: components["schemas"]["Day"];
            name?: string;
            start: components["schemas"]["ShiftClock"];
            end: components["schemas"]["ShiftClock"];
            engineerIds: components["schemas"]["ShiftEngineers"];
            /** @description As it was read; 409 when it has changed since. */
            version: number;
        };
        ShiftSlot: {
            id: components["schemas"]["Id"];
            roleId: components["schemas"]["Id"];
            application?: string;
            region?: string;
            day: components["schemas"]["Day"];
            name?: string;
            start: string;
            end: string;
            engineerIds: components["schemas"]["Id"][];
            version: number;
        };
        ShiftClearing: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description Only these; all roles without it. */
            roleIds?: components["schemas"]["Id"][];
            applications?: components["schemas"]["ShiftApplications"];
            regions?: components["schemas"]["ShiftRegions"];
        };
        ShiftCopy: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            targetFrom: components["schemas"]["Day"];
            targetTo: components["schemas"]["Day"];
            applications?: components["schemas"]["ShiftApplications"];
            regions?: components["schemas"]["ShiftRegions"];
        };
        ShiftPlanned: {
            /** @description Shifts that are new. */
            written: number;
            /** @description Shifts that were taken away. */
            removed: number;
            /** @description Shifts in the range that have ended and stay. */
            kept: number;
        };
        ShiftOverrideInput: {
            roleId: components["schemas"]["Id"];
            application?: components["schemas"]["ShiftApplication"];
            region?: components["schemas"]["ShiftRegion"];
            engineerId: components["schemas"]["Id"];
            /**
             * Format: uuid
             * @description For whom, while they are on duty; without it for everybody, and where nobody is planned.
             */
            replacesId?: string;
            startsAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description In the future, and at most 92 days after the start.
             */
            endsAt: string;
            reason?: string;
        };
        ShiftOverride: {
            id: components["schemas"]["Id"];
            roleId: components["schemas"]["Id"];
            application?: string;
            region?: string;
            engineer: components["schemas"]["Person"];
            replaces?: components["schemas"]["Person"];
            startsAt: components["schemas"]["Time"];
            endsAt: components["schemas"]["Time"];
            reason?: string;
            createdBy: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
        };
        /** @enum {string} */
        ShiftSwapState: "asked" | "accepted" | "refused" | "withdrawn";
        ShiftSwapInput: {
            /**
             * Format: uuid
             * @description The shift to give away; it has not begun.
             */
            slotId: string;
            /**
             * Format: uuid
             * @description Who gives it.
             */
            engineerId: string;
            /**
             * Format: uuid
             * @description Who is asked to take it.
             */
            otherId: string;
            /**
             * Format: uuid
             * @description A shift of theirs to take in exchange; none to give only.
             */
            otherSlotId?: string;
            message?: string;
        };
        ShiftSwap: {
            id: components["schemas"]["Id"];
            scenario: components["schemas"]["Person"];
            slotId: components["schemas"]["Id"];
            otherSlotId?: components["schemas"]["Id"];
            engineer: components["schemas"]["Person"];
            other: components["schemas"]["Person"];
            state: components["schemas"]["ShiftSwapState"];
            /**
             * Format: date-time
             * @description Of the shift that is given.
             */
            startsAt: string;
            endsAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description Of the shift that is taken in exchange.
             */
            otherStartsAt?: string;
            otherEndsAt?: components["schemas"]["Time"];
            message?: string;
            askedAt: components["schemas"]["Time"];
            answeredAt?: components["schemas"]["Time"];
            /** @description Whether the caller may accept or refuse it. */
            mayAnswer: boolean;
            mayWithdraw: boolean;
        };
        ShiftCalendar: {
            zone: string;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            today: components["schemas"]["Day"];
            application?: string;
            region?: string;
            /**
             * Format: uuid
             * @description The engineer that the caller is.
             */
            me?: string;
            roles: components["schemas"]["ShiftRole"][];
            /** @description Sorted by start, as planned; overrides are told besides. */
            entries: components["schemas"]["ShiftEntry"][];
            /** @description When nobody has a role, with overrides counted. */
            gaps: {
                roleId: components["schemas"]["Id"];
                startsAt: components["schemas"]["Time"];
                endsAt: components["schemas"]["Time"];
            }[];
            /** @description When somebody has two shifts at once, of one role or of two. */
            doubles: {
                engineer: components["schemas"]["Person"];
                startsAt: components["schemas"]["Time"];
                endsAt: components["schemas"]["Time"];
            }[];
            overrides: components["schemas"]["ShiftOverride"][];
        };
        ShiftEntry: {
            /**
             * Format: uuid
             * @description Of the shift, or of the member of a fixed scenario.
             */
            id: string;
            roleId: components["schemas"]["Id"];
            day?: components["schemas"]["Day"];
            name?: string;
            /** @description By the clock of the time zone. */
            start?: string;
            end?: string;
            startsAt: components["schemas"]["Time"];
            endsAt: components["schemas"]["Time"];
            engineers: components["schemas"]["Person"][];
            /** @description Of a shift. */
            version?: number;
        };
        OnDuty: {
            scenario: components["schemas"]["Person"];
            role: components["schemas"]["Person"];
            application?: string;
            region?: string;
            /** @description Nobody is empty. */
            engineers: components["schemas"]["Person"][];
            /**
             * Format: date-time
             * @description When this changes next, if it does within two days.
             */
            until?: string;
        };
        /** @description Either of an engineer, or of a scenario. */
        ShiftFeedInput: {
            engineerId?: components["schemas"]["Id"];
            scenarioId?: components["schemas"]["Id"];
        };
        ShiftFeed: {
            id: components["schemas"]["Id"];
            of: components["schemas"]["Person"];
            /** @enum {string} */
            kind?: "engineer" | "scenario";
            createdBy: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
            /** @description Its address, which is shown only now. */
            url?: string;
        };
        TenantInput: {
            /** @description What people sign in with; it cannot be changed. */
            name: string;
            displayName?: string;
            administrator: {
                name: string;
                displayName?: string;
                /** @description Without it a random one is made up. */
                password?: string;
            };
        };
        TenantChange: {
            displayName?: string;
        };
        Tenant: {
            /** @description Also the id of its default enterprise project. */
            id: components["schemas"]["Id"];
            name: string;
            /** @description The name where none was given. */
            displayName: string;
            enabled: boolean;
            /** @description Whether it is the tenant that runs the installation. */
            operator: boolean;
            disabledAt?: components["schemas"]["Time"];
            /** @description How many it has. */
            users: number;
            createdAt: components["schemas"]["Time"];
        };
        NewTenant: components["schemas"]["Tenant"] & {
            administrator: {
                id: components["schemas"]["Id"];
                name: string;
                /** @description The one that was made up; shown once, and to be changed at the first sign-in. */
                password?: string;
            };
        };
        /** @enum {string} */
        TodoState: "pending" | "processing" | "closed" | "cancelled";
        /** @enum {string} */
        TodoAction: "accept" | "update" | "cancel" | "close" | "remark" | "attach";
        /** @enum {string} */
        TodoType: "scheduledIncident" | "riskWarning" | "other";
        /** @enum {string} */
        TodoSeverity: "critical" | "major" | "minor" | "suggestion";
        /**
         * @description How its people are told: over every channel that reaches them (`default`), over one kind, or not at all.
         * @enum {string}
         */
        TodoNotification: "default" | "sms" | "wecom" | "dingtalk" | "email" | "none";
        TodoInput: {
            /** @description Letters and digits of any script, `_`, `-` and `.`; it begins with a letter or digit and does not end with a dot. */
            name: string;
            description: string;
            type: components["schemas"]["TodoType"];
            severity: components["schemas"]["TodoSeverity"];
            /** @description Engineers who are users, since owners accept and close. */
            ownerIds: components["schemas"]["Id"][];
            /** @default default */
            notification: components["schemas"]["TodoNotification"];
            /** @description When it is to be closed; in the future, five years at most. */
            deadline: components["schemas"]["Time"];
            labels?: string[];
            /** @description The recommended solution. */
            solution: string;
            /** @description A new to-do without it goes into the default project. */
            projectId?: components["schemas"]["Id"];
            /** @description Of the to-do that is changed: when somebody has changed it since, this is refused (409). */
            version?: number;
        };
        Todo: {
            id: components["schemas"]["Id"];
            /** @example TODO000123 */
            number: string;
            projectId: components["schemas"]["Id"];
            name: string;
            description: string;
            type: components["schemas"]["TodoType"];
            severity: components["schemas"]["TodoSeverity"];
            state: components["schemas"]["TodoState"];
            owners: components["schemas"]["Person"][];
            notification: components["schemas"]["TodoNotification"];
            deadline: components["schemas"]["Time"];
            /** @description Open past its deadline. */
            overdue: boolean;
            labels: string[];
            solution: string;
            createdBy: components["schemas"]["Person"];
            acceptedBy?: components["schemas"]["Person"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            acceptedAt?: components["schemas"]["Time"];
            /** @description Closed or cancelled. */
            endedAt?: components["schemas"]["Time"];
            version: number;
            /** @description What this user may do in this state. */
            actions: components["schemas"]["TodoAction"][];
        };
        TodoHistoryEntry: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Time"];
            /** @enum {string} */
            kind: "created" | "updated" | "accepted" | "closed" | "cancelled" | "remarked" | "attached" | "detached" | "overdue";
            by: components["schemas"]["Person"];
            /** @description Old state. */
            from?: string;
            /** @description New state. */
            to?: string;
            /** @description What the person wrote, or the name of the file. */
            text?: string;
        };
    };
    responses: {
        /** @description What went wrong. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Done. */
        NoContent: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        Id: string;
        /** @description Free text to search for. */
        Q: string;
        Page: number;
        Size: number;
        /** @description The `next` of the page before. */
        After: string;
        /** @description A creation that is repeated with the same key gives what the first one made. */
        IdempotencyKey: string;
        FileAttachmentId: string;
        /** @description The name of the file, which is shown and offered to those who download it; at most 255 bytes in UTF-8. */
        FileAttachmentName: string;
        /** @description Free text in the names of users and things, ids and details. */
        TraceQ: string;
        TraceFrom: string;
        /** @description Exclusive. */
        TraceTo: string;
        /** @description The id of a user, the name they sign in with, the one for people, or both as the trail has them, `Anna Li (anna)`; `System` for the server itself. */
        TraceUser: string;
        TraceName: string[];
        TraceResourceType: string;
        TraceResourceId: string;
        TraceResult: components["schemas"]["TraceResult"][];
        /** @description The whole source address. */
        TraceAddress: string;
        Channel: string;
        /** @description The id of a plug-in; the name of the file for a jar that has none. */
        PluginId: string;
        /** @description Only what is in this enterprise project. */
        ProjectId: string;
        SwapId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAgencies: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                sort?: "name" | "-name" | "trustedTenant" | "-trustedTenant" | "expiresAt" | "-expiresAt" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of agencies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Agency"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createAgency: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencyInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAgency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateAgency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencyInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteAgency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listAssumableAgencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agencies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssumableAgency"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assumeAgency: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name of the tenant to act in. */
                    tenant: string;
                    /** @description The name of its agency. */
                    agency: string;
                };
            };
        };
        responses: {
            /** @description The session there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOriginalAlarms: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                integrationId?: string;
                source?: string;
                level?: components["schemas"]["AlarmLevel"][];
                status?: components["schemas"]["AlarmStatus"];
                fingerprint?: string;
                application?: string;
                region?: string;
                from?: string;
                to?: string;
                /** @description The `next` of the page before. */
                after?: components["parameters"]["After"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is absent on the last one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OriginalAlarm"][];
                        next?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOriginalAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alarm, with its raw payload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalAlarmDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAlarms: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                view?: "current" | "historical" | "all";
                level?: components["schemas"]["AlarmLevel"][];
                integrationId?: string;
                source?: string;
                application?: string;
                region?: string;
                incidentId?: string;
                sort?: "firstAt" | "-firstAt" | "level" | "-level" | "count" | "-count" | "name" | "-name";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alarms; `total` counts no further than 10,000. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Alarm"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearAlarms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["Id"][];
                    remark?: string;
                };
            };
        };
        responses: {
            /** @description What was cleared; alarms that were not current any more, or that this user may not clear, are left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cleared: components["schemas"]["Id"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alarm, with its latest raw payload and linked incidents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAlarmHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AlarmHistoryEntry"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTraces: {
        parameters: {
            query?: {
                /** @description Free text in the names of users and things, ids and details. */
                q?: components["parameters"]["TraceQ"];
                from?: components["parameters"]["TraceFrom"];
                /** @description Exclusive. */
                to?: components["parameters"]["TraceTo"];
                /** @description The id of a user, the name they sign in with, the one for people, or both as the trail has them, `Anna Li (anna)`; `System` for the server itself. */
                user?: components["parameters"]["TraceUser"];
                name?: components["parameters"]["TraceName"];
                resourceType?: components["parameters"]["TraceResourceType"];
                resourceId?: components["parameters"]["TraceResourceId"];
                result?: components["parameters"]["TraceResult"];
                /** @description The whole source address. */
                address?: components["parameters"]["TraceAddress"];
                /** @description The `next` of the page before. */
                after?: components["parameters"]["After"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is absent on the last one. A free-text search looks at the newest 200,000 lines that the other filters leave. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Trace"][];
                        next?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTraceNames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All names, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @example createTicket */
                            name: string;
                            /** @example Ticket */
                            resourceType: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportTraces: {
        parameters: {
            query?: {
                format?: "csv" | "jsonl";
                /** @description Free text in the names of users and things, ids and details. */
                q?: components["parameters"]["TraceQ"];
                from?: components["parameters"]["TraceFrom"];
                /** @description Exclusive. */
                to?: components["parameters"]["TraceTo"];
                /** @description The id of a user, the name they sign in with, the one for people, or both as the trail has them, `Anna Li (anna)`; `System` for the server itself. */
                user?: components["parameters"]["TraceUser"];
                name?: components["parameters"]["TraceName"];
                resourceType?: components["parameters"]["TraceResourceType"];
                resourceId?: components["parameters"]["TraceResourceId"];
                result?: components["parameters"]["TraceResult"];
                /** @description The whole source address. */
                address?: components["parameters"]["TraceAddress"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV in UTF-8 with a byte-order mark, or one JSON object (`TraceDetail`) a line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTraceSeal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceSeal"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyTraces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description The `to` of the call before.
                     * @default 0
                     */
                    after?: number;
                };
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceVerification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTrace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEngineers: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                sort?: "name" | "-name" | "email" | "-email" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of engineers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Engineer"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createEngineer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EngineerInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engineer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEngineerChoices: {
        parameters: {
            query?: {
                /** @description Free text to search for in names. */
                q?: string;
                /** @description Only this one. */
                id?: string;
                /** @description Only those who are users, or who are not. */
                user?: boolean;
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of engineers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EngineerChoice"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEngineer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The engineer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engineer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateEngineer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EngineerInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engineer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteEngineer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                enabled?: boolean;
                /** @description Only the members of this group. */
                groupId?: string;
                sort?: "name" | "-name" | "displayName" | "-displayName" | "email" | "-email" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, with their groups and policies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    attachUserPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachmentInput"];
            };
        };
        responses: {
            /** @description Attached. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    detachUserPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only the groups of this user. */
                userId?: string;
                sort?: "name" | "-name" | "members" | "-members" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Group"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group, with its members and policies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    addGroupMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userIds: components["schemas"]["Id"][];
                };
            };
        };
        responses: {
            /** @description With its members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeGroupMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    attachGroupPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachmentInput"];
            };
        };
        responses: {
            /** @description Attached. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    detachGroupPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                type?: components["schemas"]["PolicyType"];
                sort?: "name" | "-name" | "type" | "-type" | "attachments" | "-attachments" | "updatedAt" | "-updatedAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of policies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Policy"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy, with its document and who has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deletePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    copyPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The copy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["PolicyDocument"];
                };
            };
        };
        responses: {
            /** @description What is wrong, and what is odd. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All actions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PermissionResource"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    simulatePermission: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationInput"];
            };
        };
        responses: {
            /** @description The decision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                state?: components["schemas"]["IncidentState"][];
                level?: components["schemas"]["IncidentLevel"][];
                ownerId?: string;
                source?: "manual" | "transfer" | "alarm";
                application?: string;
                region?: string;
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "level" | "-level" | "number" | "-number";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of incidents; `total` counts no further than 10,000. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Incident"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IncidentHistoryEntry"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rejectIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Rejected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resubmitIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentInput"];
            };
        };
        responses: {
            /** @description Submitted again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    forwardIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ownerId: components["schemas"]["Id"];
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Forwarded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeIncidentLevel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    level: components["schemas"]["IncidentLevel"];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remarkIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentHistoryEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    handleIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cause?: string;
                    solution: string;
                    /** @description When the service was back; not in the future. */
                    recoveredAt?: components["schemas"]["Time"];
                };
            };
        };
        responses: {
            /** @description To be verified. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    passed: boolean;
                    /** @description Mandatory when it failed. */
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Completed or accepted again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAlarmSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AlarmSource"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tryAlarmSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whose kept settings and secrets apply where they are left out. */
                    integrationId?: components["schemas"]["Id"];
                    settings?: components["schemas"]["SourceSettings"];
                    /** @description What follows /hooks/{key}. */
                    path?: string;
                    /** @default application/json */
                    contentType?: string;
                    headers?: {
                        [key: string]: string;
                    };
                    body: string;
                };
            };
        };
        responses: {
            /** @description What it read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False when the whole request would be refused. */
                        understood: boolean;
                        /** @description What the sender would be answered. */
                        status: number;
                        alarms: {
                            [key: string]: unknown;
                        }[];
                        problems: string[];
                        answer: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIntegrations: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                source?: string;
                enabled?: boolean;
                sort?: "name" | "-name" | "source" | "-source" | "createdAt" | "-createdAt" | "lastReceivedAt" | "-lastReceivedAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of integrations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Integration"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of an alarm source. */
                    source: string;
                    name: string;
                    description?: string;
                    /** @description The default project when it is left out. */
                    projectId?: components["schemas"]["Id"];
                    settings?: components["schemas"]["SourceSettings"];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration with its instructions; its key and address for those who may set up senders. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string;
                    /** @description Moves the integration there, with its alarms; it stays where it is when left out. */
                    projectId?: components["schemas"]["Id"];
                    settings?: components["schemas"]["SourceSettings"];
                };
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    enableIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renewIntegrationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the new key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendTestAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default OpenCOC test alarm */
                    name?: string;
                    /** @default true */
                    firing?: boolean;
                };
            };
        };
        responses: {
            /** @description What a sender would have been answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: number;
                        /** @description Stored alarms. */
                        accepted: number;
                        answer?: string;
                        /** @description The body that was sent. */
                        request: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRejectedPayloads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payloads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RejectedPayload"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    liveEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                state?: components["schemas"]["NotificationState"][];
                incidentId?: string;
                engineerId?: string;
                channel?: string;
                sort?: "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `total` counts no further than 10,000. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notification"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With its text and tries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resendNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waiting again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNotificationChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All channels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationChannel"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getNotificationChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateNotificationChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    settings: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetNotificationChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testNotificationChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: components["parameters"]["Channel"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: string;
                };
            };
        };
        responses: {
            /** @description The provider's answer, good or bad. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sent: boolean;
                        answer: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Unaccepted, accepted, rejected or to be verified. */
                        incidentsToHandle: number;
                        /** @description Of those to handle. */
                        incidentsByLevel: {
                            [key: string]: number;
                        };
                        incidentsByState: {
                            [key: string]: number;
                        };
                        alarmsToHandle: number;
                        alarmsByLevel: {
                            [key: string]: number;
                        };
                        /** @description Pending to-dos that the user owns; absent when they may not list to-dos. */
                        todosToAccept?: number;
                        /** @description Half-hours of the last 24 h, oldest first, all 48. */
                        hours: {
                            at: components["schemas"]["Time"];
                            /** @description Aggregated alarms that began. */
                            critical: number;
                            major: number;
                            minor: number;
                            suggestion: number;
                            /** @description Incidents opened. */
                            incidents: number;
                        }[];
                        /** @description The ten latest steps of incidents. */
                        recent: {
                            at: components["schemas"]["Time"];
                            kind: string;
                            by: components["schemas"]["Person"];
                            incident: components["schemas"]["IncidentRef"];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPlugins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plugin"][];
                        /**
                         * @description The version of the plug-in API that this server has.
                         * @example 1.0.0
                         */
                        apiVersion: string;
                        /** @description Whether a jar must be signed with a trusted key. */
                        requireSigned: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    uploadPlugin: {
        parameters: {
            query?: {
                /** @description Whether a plug-in of the same id may be replaced; its version does not matter. */
                replace?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/java-archive": string;
            };
        };
        responses: {
            /** @description Loaded. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deletePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    enablePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled; see its state for whether it runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disablePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a plug-in; the name of the file for a jar that has none. */
                id: components["parameters"]["PluginId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                enabled?: boolean;
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of projects. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Project"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjectChoices: {
        parameters: {
            query?: {
                /** @description As `coc:incident:create`. */
                action?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The projects. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProjectChoice"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project, with how much is in it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    enableProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listForwardingRules: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                enabled?: boolean;
                triggerType?: "incident" | "alarm";
                sort?: "priority" | "-priority" | "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ForwardingRule"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createForwardingRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardingRuleInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tryForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rule: components["schemas"]["ForwardingRuleInput"];
                    /** @default 1000 */
                    last?: number;
                };
            };
        };
        responses: {
            /** @description The result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleTrial"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardingRuleInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    enableForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    copyForwardingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signInOptions: {
        parameters: {
            query?: {
                tenant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The identity providers to offer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        providers: {
                            id: components["schemas"]["Id"];
                            label: components["schemas"]["Text"];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startOidc: {
        parameters: {
            query?: {
                /** @description A path of the console, as `/incidents`. */
                returnTo?: string;
                link?: boolean;
            };
            header?: never;
            path: {
                /** @description Of the identity provider. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the identity provider. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    finishOidc: {
        parameters: {
            query?: {
                state?: string;
                code?: string;
                error?: string;
                iss?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the console. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description `own`, or `all` users of the tenant. */
                of?: "own" | "all";
                /** @description Those of this user. */
                userId?: string;
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions, the one used last first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OpenSession"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default default */
                    tenant?: string;
                    user: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSessions: {
        parameters: {
            query?: {
                /** @description All those of this user. */
                userId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many. */
                        ended: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    currentSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    new: string;
                };
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description `own`, or `all` users of the tenant. */
                of?: "own" | "all";
                /** @description Those of this user. */
                userId?: string;
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiToken"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description What it is limited to, of what its user may do; `*` stands for any part, as in `coc:incident:*`. */
                    actions: string[];
                    expiresAt: components["schemas"]["Time"];
                };
            };
        };
        responses: {
            /** @description Created; the token is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of the tenant, by label. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityProvider"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIdentityProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The identity provider. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateIdentityProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteIdentityProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listShiftScenarios: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                mode?: components["schemas"]["ShiftMode"];
                dimension?: components["schemas"]["ShiftDimension"];
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of scenarios, each with its roles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShiftScenario"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createShiftScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftScenarioInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftScenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getShiftScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenario. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftScenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateShiftScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftScenarioChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftScenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteShiftScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    createShiftRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftRoleInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftRole"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateShiftRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                roleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftRoleInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftRole"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteShiftRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                roleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listShiftMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShiftMember"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addShiftMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftMembersInput"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShiftMember"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateShiftMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftMemberDays"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftMember"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeShiftMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    getShiftCalendar: {
        parameters: {
            query?: {
                /** @description The first day; today without it. */
                from?: components["schemas"]["Day"];
                /** @description The last day; six days after the first without it. */
                to?: components["schemas"]["Day"];
                /** @description Of a scenario whose dimension is application; the first one without it. */
                application?: components["schemas"]["ShiftApplication"];
                /** @description Its default schedule without one. */
                region?: components["schemas"]["ShiftRegion"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftCalendar"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scheduleShifts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftRotation"];
            };
        };
        responses: {
            /** @description Planned. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPlanned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeShiftDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftDayInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPlanned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateShiftSlot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                slotId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftSlotInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftSlot"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearShifts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftClearing"];
            };
        };
        responses: {
            /** @description Cleared. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPlanned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    copyShifts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftCopy"];
            };
        };
        responses: {
            /** @description Copied. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPlanned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createShiftOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftOverrideInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftOverride"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteShiftOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                overrideId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    askForShiftSwap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftSwapInput"];
            };
        };
        responses: {
            /** @description Asked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftSwap"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptShiftSwap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Swapped. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftSwap"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refuseShiftSwap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftSwap"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawShiftSwap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                swapId: components["parameters"]["SwapId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftSwap"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listShiftSwaps: {
        parameters: {
            query?: {
                scenarioId?: string;
                state?: components["schemas"]["ShiftSwapState"];
                /** @description Only those that the caller asked for or is asked for. */
                mine?: boolean;
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of swaps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShiftSwap"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOnDuty: {
        parameters: {
            query?: {
                scenarioId?: string;
                /** @description Only these roles. */
                roleId?: string[];
                application?: components["schemas"]["ShiftApplication"];
                region?: components["schemas"]["ShiftRegion"];
                /** @description Now without it. */
                at?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each scenario, role, application and region that has a schedule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: components["schemas"]["Time"];
                        more: boolean;
                        items: components["schemas"]["OnDuty"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listShiftFeeds: {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of feeds, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShiftFeed"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createShiftFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftFeedInput"];
            };
        };
        responses: {
            /** @description Made, with its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftFeed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteShiftFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only those that are enabled or disabled. */
                enabled?: boolean;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "users" | "-users";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tenants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Tenant"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTenant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enableTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTodos: {
        parameters: {
            query?: {
                /** @description Free text to search for. */
                q?: components["parameters"]["Q"];
                /** @description Only what is in this enterprise project. */
                projectId?: components["parameters"]["ProjectId"];
                /** @description `pending`: waiting for the user to accept them; `handled`: accepted by the user; `created`: made by the user. */
                tab?: "all" | "pending" | "handled" | "created";
                state?: components["schemas"]["TodoState"][];
                severity?: components["schemas"]["TodoSeverity"][];
                type?: components["schemas"]["TodoType"][];
                /** @description An engineer. */
                ownerId?: string;
                label?: string;
                /** @description Open past their deadline. */
                overdue?: boolean;
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "deadline" | "-deadline" | "severity" | "-severity" | "number" | "-number";
                page?: components["parameters"]["Page"];
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of to-dos; `total` counts no further than 10,000. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Todo"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTodo: {
        parameters: {
            query?: never;
            header?: {
                /** @description A creation that is repeated with the same key gives what the first one made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TodoInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The to-do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TodoInput"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTodoHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TodoHistoryEntry"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Todo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remarkTodo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodoHistoryEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTodoAttachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FileAttachment"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    uploadTodoAttachment: {
        parameters: {
            query: {
                /** @description The name of the file, which is shown and offered to those who download it; at most 255 bytes in UTF-8. */
                name: components["parameters"]["FileAttachmentName"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAttachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadTodoAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: components["parameters"]["FileAttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as an attachment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTodoAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                attachmentId: components["parameters"]["FileAttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
}
