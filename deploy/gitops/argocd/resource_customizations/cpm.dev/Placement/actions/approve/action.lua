-- Approves the moves that are proposed now. If they change before the operator reads it, it refuses.
if obj.status == nil or obj.status.proposal == nil then
  error("nothing is proposed")
end
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["cpm.dev/approve"] = obj.status.proposal.id
return obj
