-- "approve" can be chosen while moves are proposed that nobody has approved yet.
local actions = {}
local proposed = obj.status ~= nil and obj.status.proposal ~= nil
local annotations = obj.metadata.annotations
local approved = proposed and annotations ~= nil and annotations["cpm.dev/approve"] == obj.status.proposal.id
actions["approve"] = {
  ["disabled"] = not proposed or approved,
  ["displayName"] = "Approve moves",
  ["iconClass"] = "fa fa-fw fa-check-circle"
}
return actions
