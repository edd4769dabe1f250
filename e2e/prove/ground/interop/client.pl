# A client made of Net::SMPP: binds as transceiver, submits texts through a window, answers what is delivered, asks for a sign of
# life, unbinds in good order, and prints what it saw.
#
#   perl client.pl PORT SYSTEM_ID PASSWORD FROM TEXTS WINDOW FOLDER
#
# FOLDER/answers has `n id` a line, FOLDER/receipts `id stat`, FOLDER/replies `number words`.
use strict;
use warnings;
use Encode qw(decode encode);
use Net::SMPP;

my ($port, $system_id, $password, $from, $texts, $window, $folder) = @ARGV;
my ($smpp, $bound) = Net::SMPP->new_transceiver('127.0.0.1', port => $port, system_id => $system_id,
    password => $password, interface_version => 0x34);
die "no bind\n" unless $bound && $bound->{status} == 0;
${*$smpp}{async} = 1;

open my $answers, '>', "$folder/answers" or die;
open my $receipts, '>', "$folder/receipts" or die;
open my $replies, '>:utf8', "$folder/replies" or die;

# GSM 03.38 differs from ASCII in two of the characters that are sent here.
sub gsm { my $text = shift; $text =~ tr/@$/\x00\x02/; return $text }
sub latin { my $text = shift; $text =~ tr/\x00\x02/@$/; return $text }

my (%waiting, %asked, $told);
my ($next, $reference, $refused, $done) = (0, 0, 0, 0);

sub submit {
    my ($n, %fields) = @_;
    my $seq = $smpp->submit_sm(source_addr_ton => 1, source_addr_npi => 1, source_addr => $from,
        dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => sprintf('1555%07d', $n), %fields);
    $waiting{$seq} = $n;
}

sub send_next {
    my $n = $next++;
    if ($n % 50 == 7) {
        my $body = "Long $n ";
        $body .= 'rolls ' while length($body) < 240;
        $body = substr($body, 0, 240);
        $reference = ($reference + 1) % 256;
        my @parts = ($body =~ /(.{1,153})/gs);
        for my $at (0 .. $#parts) {
            my $header = pack('CCCCCC', 5, 0, 3, $reference, scalar(@parts), $at + 1);
            submit($n, esm_class => 0x40, short_message => $header . gsm($parts[$at]));
        }
    } elsif ($n % 10 == 3) {
        my $body = encode('UTF-16BE', "\x{41f}\x{440}\x{438}\x{432}\x{435}\x{442} $n \x{1F600}");
        submit($n, data_coding => 8, registered_delivery => 1, short_message => $body);
        $asked{$n} = 1;
    } else {
        submit($n, registered_delivery => 1, short_message => gsm("Rolls $n \@ \$2 until six"));
        $asked{$n} = 1;
    }
}

sub take_delivery {
    my $pdu = shift;
    my $body = $pdu->{short_message};
    if (($pdu->{esm_class} & 0x3c) == 4) {
        my ($stat) = $body =~ /stat:(\w+)/ or die "no state in $body\n";
        my ($id) = $body =~ /^id:(\S+)/ or die "no id in $body\n";
        my $given = $pdu->{receipted_message_id};
        $given =~ s/\x00.*//s if defined $given;
        die "the parameter says $given, the words say $id\n" if defined $given && $given ne $id;
        print $receipts "$id $stat\n";
        $done++;
    } else {
        my $words = $pdu->{data_coding} == 8 ? decode('UTF-16BE', $body) : latin($body);
        print $replies "+$pdu->{source_addr} $words\n";
    }
    $smpp->deliver_sm_resp(seq => $pdu->{seq}, message_id => '');
}

my $isAlive = 0;
my $isAsking = 0;
my $quiet = 0;
while (1) {
    send_next() while $next < $texts && keys(%waiting) < $window;
    # Once all is answered it asks for a sign of life and goes on reading until the parent says that all is delivered.
    if ($next >= $texts && !%waiting && !$isAsking) { $smpp->enquire_link(); $isAsking = 1 }
    last if $isAlive && !%waiting && -e "$folder/end";
    my $ready = '';
    vec($ready, fileno($smpp), 1) = 1;
    next unless select($ready, undef, undef, 0.2);
    my $pdu = $smpp->read_pdu() or die "the session ended too early\n";
    if ($pdu->{cmd} == 0x80000004) {
        my $n = delete $waiting{$pdu->{seq}};
        die "an answer to nothing\n" unless defined $n;
        if ($pdu->{status} == 0) { print $answers "$n $pdu->{message_id}\n" if $asked{$n} }
        else { $refused++ }
    } elsif ($pdu->{cmd} == 0x00000005) { take_delivery($pdu) }
    elsif ($pdu->{cmd} == 0x00000015) { $smpp->enquire_link_resp(seq => $pdu->{seq}) }
    elsif ($pdu->{cmd} == 0x80000015) { $isAlive = 1 }
    else { die sprintf("an odd PDU %08x\n", $pdu->{cmd}) }
}
my $seq = $smpp->unbind();
my $end = $smpp->read_pdu() or die "no answer to the unbind\n";
die "the unbind was not answered\n" unless $end->{cmd} == 0x80000006 && $end->{seq} == $seq;
close $_ for $answers, $receipts, $replies;
print "{\"refused\":$refused,\"receipts\":$done}\n";
